package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.flow.FlowState;
import io.apium.ledger.DelayedTask;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryKey.Kind;
import io.apium.ledger.EntryState;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.ledger.Ledger.Claim;
import io.apium.ledger.ScheduleEntry;
import io.apium.testkit.contract.LedgerEntries;
import io.apium.testkit.contract.TaskExamples;
import io.apium.testkit.memory.MemoryStore;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random users of a ledger in Redis and of the one in memory are given the same answers. A walk that fails prints its seed,
 * and {@code -Dseed=} walks it alone.
 */
class LedgerWalkIT {

    private static final long WALKS = 40;
    private static final int STEPS = 300;
    private static final Duration LEASE = Duration.ofMillis(50);

    @Test
    void redis_and_memory_answer_alike() throws Exception {
        Long seed = Long.getLong("seed");

        try (TestServer server = RedisServer.started();
                RedisConnections redis = new RedisConnections(new RedisProperties(server.url(), Duration.ofHours(1)))) {
            (seed == null ? LongStream.range(0, WALKS) : LongStream.of(seed)).forEach(walk -> walk(redis, walk));
        }
    }

    private static void walk(RedisConnections redis, long seed) {
        Ledger system = new RedisLedger(redis, new EntryCodec(new MessageWriter("gen1@test")));
        Walk walk = new Walk(new SplittableRandom(seed), new MemoryStore(InstantSource.system()).ledger(), system);
        try {
            for (int step = 0; step < STEPS; step++) {
                walk.step(step);
            }
            walk.end();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("the walk with -Dseed=" + seed + " failed after " + walk.done, e);
        }
    }

    private static final class Walk {

        /** A revision that no entry comes to. */
        private static final long NEVER = Long.MAX_VALUE;

        private final SplittableRandom random;
        private final Ledger model;
        private final Ledger system;
        private final List<EntryState> states = new ArrayList<>();
        private final List<String> done = new ArrayList<>();
        private Instant now = TaskExamples.MOMENT;

        Walk(SplittableRandom random, Ledger model, Ledger system) {
            this.random = random;
            this.model = model;
            this.system = system;
            IntStream.range(0, 6).forEach(_ -> states.add(LedgerEntries.task()));
            IntStream.range(0, 2).forEach(_ -> states.addAll(LedgerEntries.beats()));
        }

        void step(int step) {
            EntryState state = states.get(random.nextInt(states.size()));
            EntryKey key = state.key();
            String seen = List.of("none", "never", "latest", "latest", "latest", "latest")
                    .get(random.nextInt(6));
            now = now.plusNanos(random.nextLong(5_000_000));
            Instant moment = now.plusNanos(random.nextLong(-20_000_000, 60_000_000));
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> {
                    EntryState changed = random.nextInt(5) == 0 ? state : changed(state, step);
                    Instant wake = random.nextInt(5) == 0 ? null : moment;
                    alike(
                            "write " + key + " seeing " + seen + " for " + wake,
                            ledger -> ledger.write(changed, revision(ledger, key, seen), wake)
                                    .join());
                }
                case 4 ->
                    alike(
                            "remove " + key + " seeing " + seen,
                            ledger -> ledger.remove(key, revision(ledger, key, seen))
                                    .join());
                case 5, 6 ->
                    alike(
                            "wake " + key + " at " + moment,
                            ledger -> ledger.wake(key, moment).join());
                case 7, 8 -> alike("claim at " + now, ledger -> taken(ledger.claim(now, 1_000, LEASE)));
                default -> alike("count", ledger -> List.of(ledger.count(Kind.TASK), ledger.count(Kind.SCHEDULE)));
            }
            alike("find " + key, ledger -> ledger.find(key).map(Walk::unnumbered));
        }

        /** Everything is listed alike, and leaves nothing for the next walk. */
        void end() {
            for (Kind kind : Kind.values()) {
                alike("all of " + kind, ledger -> sorted(ledger.all(kind).toList()));
            }
            for (EntryState state : states) {
                EntryKey key = state.key();
                alike(
                        "remove " + key,
                        ledger -> ledger.remove(key, revision(ledger, key, "latest"))
                                .join());
            }
            alike("claim at the end", ledger -> taken(ledger.claim(LedgerEntries.LATEST, 1_000, LEASE)));
        }

        private <T> void alike(String what, Function<Ledger, @Nullable T> call) {
            done.add(what);
            assertThat(call.apply(system)).as(what).isEqualTo(call.apply(model));
        }

        private static long revision(Ledger ledger, EntryKey key, String seen) {
            return switch (seen) {
                case "none" -> Ledger.NONE;
                case "never" -> NEVER;
                default -> ledger.find(key).map(Entry::revision).orElse(Ledger.NONE);
            };
        }

        /** What is taken together is taken in no particular order where it woke together. */
        private static Claim taken(Claim claim) {
            return new Claim(sorted(claim.entries()), 0, claim.next());
        }

        private static List<Entry> sorted(List<Entry> entries) {
            return entries.stream()
                    .map(Walk::unnumbered)
                    .sorted(Comparator.comparing(entry -> entry.key().toString()))
                    .toList();
        }

        /** Each ledger counts its revisions in its own way. */
        private static Entry unnumbered(Entry entry) {
            return new Entry(entry.state(), Ledger.NONE, entry.wake());
        }

        private static EntryState changed(EntryState state, int step) {
            return switch (state) {
                case DelayedTask task ->
                    new DelayedTask(task.message(), task.due().plusMillis(step));
                case ScheduleEntry entry ->
                    new ScheduleEntry(
                            entry.schedule(), entry.paused(), entry.next(), entry.last(), entry.queued(), step);
                case FlowEntry(FlowState flow) -> new FlowEntry(step % 2 == 0 ? flow.paused() : flow.retried());
            };
        }
    }
}
