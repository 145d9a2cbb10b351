package io.apium.worker.control;

import io.apium.worker.node.Worker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/**
 * Makes the stop of a process cold when it is told once more. While a virtual machine ends, it takes no notice of further
 * signals by itself.
 */
public final class ForcedStopSignal {

    private static final Logger log = LoggerFactory.getLogger(ForcedStopSignal.class);

    private ForcedStopSignal() {}

    /**
     * To be called when the process has begun to end, and before {@code context} is closed: from now on SIGTERM and SIGINT
     * tell its worker not to wait for what runs. Does nothing where there is no worker.
     */
    public static void hurries(ApplicationContext context) {
        context.getBeanProvider(Worker.class).ifAvailable(worker -> on(worker::hurry));
    }

    private static void on(Runnable told) {
        for (String name : List.of("TERM", "INT")) {
            try {
                handle(name, told);
            } catch (ReflectiveOperationException | LinkageError e) {
                log.debug("a second SIG{} will change nothing", name, e);
            }
        }
    }

    /** By reflection: the class is in every JDK, and may be in none some day. */
    private static void handle(String name, Runnable told)
            throws ClassNotFoundException, NoSuchMethodException, InstantiationException, IllegalAccessException,
                    InvocationTargetException {
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        Object handler = Proxy.newProxyInstance(
                ForcedStopSignal.class.getClassLoader(), new Class<?>[] {handlers}, (_, method, _) -> {
                    if (method.getName().equals("handle")) {
                        told.run();
                    }
                    return null;
                });
        Object signal = signals.getConstructor(String.class).newInstance(name);
        var _ = signals.getMethod("handle", signals, handlers).invoke(null, signal, handler);
    }
}
