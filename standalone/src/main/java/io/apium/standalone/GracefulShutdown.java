package io.apium.standalone;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a process that runs until SIGTERM or Ctrl-C. */
final class GracefulShutdown {

    private static final Logger log = LoggerFactory.getLogger(GracefulShutdown.class);

    private GracefulShutdown() {}

    /**
     * Waits for a signal, then closes {@code services} in this order and ends the process. Returns when interrupted.
     */
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
                code = 1; // the other services are closed nevertheless
            }
        }
        return code;
    }
}
