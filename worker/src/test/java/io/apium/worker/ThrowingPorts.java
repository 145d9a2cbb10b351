package io.apium.worker;

import io.apium.broker.Broker;
import io.apium.broker.Delivery;
import io.apium.ledger.Ledger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Proxies of the memory ports. They count the calls of the worker, and throw as {@link Plan} and {@link Refusal} say.
 */
public final class ThrowingPorts {

    /** What the worker asks without a message at hand. */
    private static final Set<String> OTHERS =
            Set.of("consume", "isAttached", "toString", "hashCode", "equals", "renew");

    /**
     * What to throw.
     *
     * @param call the number of the call that throws, counted from 0 since it was armed
     * @param always whether the same method throws from then on, too
     * @param inFuture whether a method that returns a future throws in that
     */
    record Plan(int call, boolean always, boolean inFuture, Supplier<Throwable> thrown) {}

    /**
     * What neither the broker nor the ledger takes, whenever it is tried.
     *
     * @param what is given the first argument of each call of theirs
     */
    record Refusal(Predicate<Object> what, boolean inFuture, Supplier<? extends Throwable> thrown) {}

    private volatile @Nullable Refusal refusal;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile @Nullable Plan plan;
    private volatile @Nullable Method throwing;

    void arm(@Nullable Plan armed) {
        throwing = null;
        calls.set(0);
        plan = armed;
    }

    void refuse(Refusal refused) {
        refusal = refused;
    }

    /** The calls since it was armed. */
    int calls() {
        return calls.get();
    }

    /** Where it has thrown since it was armed. */
    @Nullable
    Method thrownAt() {
        return throwing;
    }

    public <T> T around(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                ThrowingPorts.class.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
                    if (method.getName().equals("consume")) {
                        @SuppressWarnings("unchecked")
                        Consumer<Delivery> sink = (Consumer<Delivery>) given[2];
                        given[2] = (Consumer<Delivery>) delivery -> sink.accept(around(Delivery.class, delivery));
                    }
                    return OTHERS.contains(method.getName()) ? call(method, real, given) : asked(method, real, given);
                }));
    }

    private @Nullable Object asked(Method method, Object real, @Nullable Object[] arguments) throws Throwable {
        Refusal refused = refusal;
        Object first = arguments.length == 0 ? null : arguments[0];
        boolean isSending = List.of(Broker.class, Ledger.class).contains(method.getDeclaringClass());
        if (isSending && refused != null && first != null && refused.what().test(first)) {
            return thrown(method, refused.inFuture(), refused.thrown().get());
        }
        Plan armed = plan;
        int call = calls.getAndIncrement();
        if (armed == null || !(call == armed.call() || (armed.always() && method.equals(throwing)))) {
            return call(method, real, arguments);
        }
        throwing = method;
        return thrown(method, armed.inFuture(), armed.thrown().get());
    }

    private static Object thrown(Method method, boolean inFuture, Throwable thrown) throws Throwable {
        if (inFuture && method.getReturnType() == CompletableFuture.class) {
            Object future = CompletableFuture.failedFuture(thrown);
            return future;
        }
        throw thrown;
    }

    private static @Nullable Object call(Method method, Object real, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
