package io.apium.standalone;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a process that serves until it is asked to stop, by SIGTERM or Ctrl-C. */
final class GracefulShutdown {

    private static final Logger log = LoggerFactory.getLogger(GracefulShutdown.class);

    private GracefulShutdown() {}

    /** Waits to be asked, then closes {@code services} one after another and ends the process. Returns if interrupted. */
    static int awaited(AutoCloseable... services) {
        // A JVM that received a signal exits with 128 + the number of the signal, even after a clean stop. The code of
        // a clean stop must be 0, so this hook closes all services and halts the JVM with its own code.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(close(services)), "shutdown"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static int close(AutoCloseable... services) {
        int code = 0;
        for (AutoCloseable service : services) {
            try {
                service.close();
            } catch (Exception e) {
                log.error("stopping, but not cleanly", e);
                code = 1; // and on with the others, or they would be left behind
            }
        }
        return code;
    }
}
