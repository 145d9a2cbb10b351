package io.apium.worker.control;

import io.apium.worker.node.Worker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/** Makes the stop of a process cold at its second signal. A JVM that is shutting down ignores further signals by itself. */
public final class ForcedStopSignal {

    private static final Logger log = LoggerFactory.getLogger(ForcedStopSignal.class);

    private ForcedStopSignal() {}

    /**
     * Call this when the shutdown has begun, and before {@code context} is closed: from now on SIGTERM and SIGINT make
     * the worker interrupt its running attempts. Does nothing where there is no worker.
     */
    public static void hurries(ApplicationContext context) {
        context.getBeanProvider(Worker.class).ifAvailable(worker -> on(worker::hurry));
    }

    private static void on(Runnable onSignal) {
        for (String name : List.of("TERM", "INT")) {
            try {
                handle(name, onSignal);
            } catch (ReflectiveOperationException | LinkageError e) {
                log.debug("signal handler not installed; a second signal has no effect signal=SIG{}", name, e);
            }
        }
    }

    /** By reflection: the class is in every JDK today, and is not part of the Java API. */
    private static void handle(String name, Runnable onSignal)
            throws ClassNotFoundException, NoSuchMethodException, InstantiationException, IllegalAccessException,
                    InvocationTargetException {
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        Object handler = Proxy.newProxyInstance(
                ForcedStopSignal.class.getClassLoader(), new Class<?>[] {handlers}, (_, method, _) -> {
                    if (method.getName().equals("handle")) {
                        onSignal.run();
                    }
                    return null;
                });
        Object signal = signals.getConstructor(String.class).newInstance(name);
        var _ = signals.getMethod("handle", signals, handlers).invoke(null, signal, handler);
    }
}
