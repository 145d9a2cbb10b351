package io.apium.adapter.redis;

import io.apium.adapter.redis.connection.LuaScript;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.ServerClock;
import io.apium.adapter.redis.connection.UnreadableKeys;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.store.LimitStore;
import io.apium.task.LimitSpec;
import io.apium.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Permits by the clock of Redis: each method is one script. */
public final class RedisLimitStore implements LimitStore {

    /** The types of the keys, in their order. */
    private static final List<String> TYPES = List.of("zset", "zset", "zset", "zset", "hash");

    private static final int GRANTED = 0;
    private static final int LATER = 1;

    private final RedisConnections redis;
    private final Supplier<String> now;
    private final ServerClock clock = new ServerClock();

    public RedisLimitStore(RedisConnections redis) {
        this(redis, () -> "");
    }

    /** @param now in microseconds, or empty for the server's own time */
    RedisLimitStore(RedisConnections redis, Supplier<String> now) {
        this.redis = redis;
        this.now = now;
    }

    @Override
    public CompletableFuture<Grant> take(Permit permit) {
        return take(permit, "0");
    }

    @Override
    public CompletableFuture<Grant> takeAgain(Permit permit) {
        return take(permit, "1");
    }

    private CompletableFuture<Grant> take(Permit permit, String again) {
        LimitSpec limit = permit.limit();
        List<String> arguments = arguments(permit);
        arguments.add(Long.toString(limit.intervalMicros()));
        arguments.add(Integer.toString(limit.burst()));
        arguments.add(again);
        arguments.add(micros(EARLY));
        arguments.add(micros(limit.lead()));
        return resetIfBroken(permit, () -> {
            long asked = System.nanoTime();
            return redis.<Object, Grant>write(
                    pipeline -> LuaScript.LIMIT_TAKE.call(pipeline, keys(permit), arguments),
                    answer -> grant(parts(answer), limit.slack(), asked));
        });
    }

    private static List<String> keys(Permit permit) {
        return RedisKeys.limit(permit.task(), permit.key());
    }

    /** A limit with a key of another type is reset: otherwise it would never grant a permit again. */
    private <T> CompletableFuture<T> resetIfBroken(Permit permit, Supplier<CompletableFuture<T>> question) {
        return question.get().exceptionallyCompose(failure -> {
            Throwable cause = UnreadableKeys.cause(failure);
            if (!UnreadableKeys.isWrongType(cause)) {
                return CompletableFuture.failedFuture(cause);
            }
            return redis.<Object, List<?>>write(
                            pipeline -> LuaScript.ASIDE.call(pipeline, keys(permit), TYPES), RedisLimitStore::parts)
                    .thenCompose(moved -> {
                        moved.forEach(key -> redis.unreadable().report(Kind.LIMIT, String.valueOf(key), cause));
                        return question.get();
                    });
        });
    }

    private Grant grant(List<?> answer, Duration slack, long asked) {
        long number = number(answer, 1);
        return switch (((Long) answer.getFirst()).intValue()) {
            case GRANTED -> granted(Duration.ofNanos(number * 1_000), slack, number(answer, 2) * 1_000, asked);
            case LATER -> new Grant.Later(Duration.ofNanos(number * 1_000));
            default -> new Grant.Full(number);
        };
    }

    /** @param server the server's time of the answer */
    private Grant granted(Duration after, Duration slack, long server, long asked) {
        if (!now.get().isEmpty()) {
            // a caller's own clock does not advance between question and answer
            return new Grant.Granted(after, after.plus(slack));
        }
        ServerClock.Difference difference = clock.answered(server, asked, System.nanoTime());
        long moment = server + after.toNanos();
        return new Grant.Granted(
                Duration.ofNanos(difference.soonest(moment) - asked),
                Duration.ofNanos(difference.latest(moment + slack.toNanos()) - asked));
    }

    private static long number(List<?> answer, int position) {
        return Long.parseLong(String.valueOf(answer.get(position)));
    }

    @Override
    public CompletableFuture<List<Holder>> lineUp(Permit permit) {
        return turn(permit, "line-up");
    }

    @Override
    public CompletableFuture<Void> renew(Permit permit) {
        return turn(permit, "renew").thenAccept(_ -> {});
    }

    @Override
    public CompletableFuture<List<Holder>> release(Permit permit) {
        return turn(permit, "release");
    }

    private CompletableFuture<List<Holder>> turn(Permit permit, String act) {
        List<String> arguments = arguments(permit);
        arguments.add(act);
        return resetIfBroken(
                permit,
                () -> redis.<Object, List<Holder>>write(
                        pipeline -> LuaScript.LIMIT_TURN.call(pipeline, keys(permit), arguments),
                        answer -> parts(answer).stream()
                                .flatMap(called -> called(permit, (String) called).stream())
                                .toList()));
    }

    /** An unreadable holder is not called, and its reservation expires. */
    private Optional<Holder> called(Permit permit, String member) {
        return redis.unreadable().read(Kind.LIMIT, keys(permit).getFirst() + " " + member, () -> holder(member));
    }

    /** The first arguments of both scripts. */
    private List<String> arguments(Permit permit) {
        Holder holder = permit.holder();
        return new ArrayList<>(List.of(
                now.get(),
                holder.retries() + "/" + holder.id(),
                Integer.toString(permit.limit().concurrency()),
                micros(LEASE),
                micros(PROMISE)));
    }

    /** Both scripts answer with a list. */
    private static List<?> parts(@Nullable Object answer) {
        return answer instanceof List<?> parts ? parts : List.of();
    }

    private static Holder holder(String member) {
        int end = member.indexOf('/');
        return new Holder(new TaskId(member.substring(end + 1)), Integer.parseInt(member.substring(0, end)));
    }

    private static String micros(Duration duration) {
        return Long.toString(duration.toNanos() / 1_000);
    }
}
