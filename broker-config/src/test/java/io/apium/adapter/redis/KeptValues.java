package io.apium.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.celery.MessageWriter;
import io.apium.adapter.record.EntryCodec;
import io.apium.adapter.redis.connection.RedisConnections;
import io.apium.adapter.redis.connection.UnreadableKeys.Kind;
import io.apium.broker.RawMessage;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.EntryState;
import io.apium.ledger.Ledger;
import io.apium.store.BlobId;
import io.apium.store.BlobStore;
import io.apium.store.DeadLetterStore;
import io.apium.store.DeadLetterStore.DeadLetter;
import io.apium.store.FlowIndex;
import io.apium.store.IdempotencyStore;
import io.apium.store.IdempotencyStore.Claim;
import io.apium.store.WorkerStatus;
import io.apium.task.JsonText;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import io.apium.testkit.contract.LedgerEntries;
import io.apium.testkit.contract.ListenerInbox;
import io.apium.testkit.contract.TaskExamples;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Two values of each kind that the stores keep, of which one is to be damaged. */
final class KeptValues {

    private static final MessageWriter WRITER = new MessageWriter("gen1@test");
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final RedisConnections redis;

    KeptValues(RedisConnections redis) {
        this.redis = redis;
    }

    /**
     * The value that is to be damaged.
     *
     * @param field of the hash, or null where the key is a string
     * @param newer what a newer version might write there
     * @param served reads its neighbours, and whatever holds many
     * @param find reads it alone, or null where that does not throw
     */
    record Subject(Kind kind, String key, String field, String newer, ThrowingCallable served, ThrowingCallable find) {

        String shown() {
            return field == null ? key : field;
        }
    }

    enum Kept {
        RECORD,
        FLOW,
        WORKER,
        BLOB,
        IDEMPOTENCY,
        DEAD_LETTER,
        DELAYED_TASK,
        SCHEDULE
    }

    Subject of(Kept kept) throws Exception {
        return switch (kept) {
            case RECORD -> record();
            case FLOW -> flow();
            case WORKER -> worker();
            case BLOB -> blob();
            case IDEMPOTENCY -> idempotency();
            case DEAD_LETTER -> deadLetter();
            case DELAYED_TASK ->
                entry(LedgerEntries.task(), LedgerEntries.task(), "{\"queue\": {\"new\": 1}, \"due\": 1}");
            case SCHEDULE ->
                entry(
                        LedgerEntries.beats().getFirst(),
                        LedgerEntries.beats().getFirst(),
                        "{\"schedule\": {\"timetable\": {\"type\": \"by the tides\"}}}");
        };
    }

    private Subject record() throws Exception {
        RedisResultStore results = new RedisResultStore(redis);
        TaskRecord.Ended good =
                ListenerInbox.done(results.end(TaskExamples.succeeded(TaskId.random(), new JsonText("1"))));
        TaskRecord.Ended bad =
                ListenerInbox.done(results.end(TaskExamples.succeeded(TaskId.random(), new JsonText("2"))));
        return new Subject(
                Kind.RECORD,
                RedisKeys.record(bad.id()),
                null,
                "{\"status\": \"SUCCESS\", \"result\": 1, \"date_done\": {\"new\": \"form\"}}",
                () -> {
                    Map<TaskId, TaskRecord> found = results.find(List.of(bad.id(), good.id()));
                    assertThat(found).containsEntry(good.id(), good);
                    assertThat(found.get(bad.id())).isInstanceOf(TaskRecord.Unreadable.class);
                    assertThat(results.history(bad.id()).orElseThrow().record())
                            .isInstanceOf(TaskRecord.Unreadable.class);
                    assertThat(results.states(List.of(bad.id(), good.id()))).containsEntry(good.id(), "SUCCESS");
                    assertThat(results.ends(List.of(bad.id(), good.id()))).containsEntry(good.id(), good.endedAt());
                },
                null);
    }

    private Subject flow() {
        FlowIndex flows = new RedisFlowIndex(redis);
        FlowIndex.Flow good = new FlowIndex.Flow(TaskId.random(), "group", List.of(), List.of(), TaskExamples.MOMENT);
        FlowIndex.Flow bad = new FlowIndex.Flow(TaskId.random(), "group", List.of(), List.of(), TaskExamples.MOMENT);
        flows.keep(good);
        flows.keep(bad);
        return new Subject(
                Kind.FLOW,
                RedisKeys.flow(bad.id()),
                null,
                "{\"id\": {\"new\": \"form\"}, \"kind\": \"spiral\"}",
                () -> {
                    assertThat(flows.recent(null, 10).flows()).containsExactly(good);
                    assertThat(flows.find(good.id())).contains(good);
                },
                () -> flows.find(bad.id()));
    }

    private Subject worker() throws Exception {
        RedisWorkerRegistry workers = new RedisWorkerRegistry(redis);
        WorkerStatus good = new WorkerStatus("good@host", 1, TaskExamples.MOMENT, 0, List.of(), List.of(), List.of());
        WorkerStatus bad = new WorkerStatus("bad@host", 2, TaskExamples.MOMENT, 0, List.of(), List.of(), List.of());
        ListenerInbox.done(workers.announce(good, LIFE));
        ListenerInbox.done(workers.announce(bad, LIFE));
        return new Subject(
                Kind.WORKER,
                RedisKeys.worker("bad@host/2"),
                null,
                "{\"node\": \"bad@host\", \"pid\": \"a uuid\"}",
                () -> assertThat(workers.list()).containsExactly(good),
                null);
    }

    private Subject blob() throws Exception {
        BlobStore blobs = new RedisBlobStore(redis, InstantSource.system());
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        BlobId good = blobs.write(new ByteArrayInputStream(content), "text/plain", LIFE)
                .blob()
                .id();
        BlobId bad = blobs.write(new ByteArrayInputStream(new byte[9]), "text/plain", LIFE)
                .blob()
                .id();
        return new Subject(
                Kind.BLOB,
                RedisKeys.blob(bad),
                null,
                "{\"upload\": \"u\", \"bytes\": 9, \"pieceBytes\": 0, \"type\": \"text/plain\"}",
                () -> assertThat(blobs.read(good, 0, 7).readAllBytes()).isEqualTo(content),
                () -> blobs.touch(bad, LIFE));
    }

    private Subject idempotency() {
        RedisIdempotencyStore store = new RedisIdempotencyStore(redis);
        store.claim(new IdempotencyStore.Request("good", "one", "owner"), LIFE);
        store.claim(new IdempotencyStore.Request("bad", "one", "owner"), LIFE);
        return new Subject(
                Kind.IDEMPOTENCY,
                RedisKeys.idempotency("bad"),
                null,
                "{\"fingerprint\": {\"new\": \"form\"}}",
                () -> assertThat(store.claim(new IdempotencyStore.Request("good", "one", "owner"), LIFE))
                        .isInstanceOf(Claim.Running.class),
                () -> store.claim(new IdempotencyStore.Request("bad", "one", "owner"), LIFE));
    }

    private Subject deadLetter() throws Exception {
        DeadLetterStore letters = new RedisDeadLetterStore(redis, WRITER);
        DeadLetter good = letter("good");
        ListenerInbox.done(letters.keep(letter("bad")));
        ListenerInbox.done(letters.keep(good));
        return new Subject(
                Kind.DEAD_LETTER,
                RedisKeys.DEAD_LETTERS,
                "bad",
                "{\"id\": \"bad\", \"cause\": \"STRUCK_BY_LIGHTNING\", \"reason\": \"new\"}",
                () -> {
                    assertThat(letters.list(DeadLetterStore.Filter.ALL, null, 10)
                                    .letters())
                            .containsExactly(good);
                    assertThat(letters.count()).isEqualTo(2);
                },
                () -> letters.find("bad"));
    }

    private static DeadLetter letter(String id) {
        return new DeadLetter(
                id,
                DeadLetterStore.Cause.POISONED,
                "because",
                new QueueName("celery"),
                TaskId.random(),
                "tasks.add",
                new RawMessage(Map.of(), Map.of(), "W10="),
                TaskExamples.MOMENT);
    }

    private Subject entry(EntryState good, EntryState bad, String newer) throws Exception {
        Ledger ledger = new RedisLedger(redis, new EntryCodec(WRITER));
        for (EntryState state : List.of(good, bad)) {
            assertThat(ListenerInbox.done(ledger.write(state, Ledger.NONE, TaskExamples.MOMENT)))
                    .isTrue();
        }
        LedgerKey place = LedgerKey.of(bad.key());
        EntryKey key = good.key();
        return new Subject(
                Kind.LEDGER,
                place.entries(),
                bad.key().name(),
                "7 " + newer,
                () -> {
                    assertThat(ledger.claim(LedgerEntries.LATEST, 10, LIFE).entries().stream()
                                    .map(Entry::key))
                            .doesNotContain(bad.key());
                    assertThat(ledger.all(key.kind()).map(Entry::key)).containsExactly(key);
                    assertThat(ledger.page(key.kind(), null, 10).entries()).hasSize(1);
                    assertThat(ledger.find(key)).isPresent();
                    assertThat(ledger.count(key.kind())).isEqualTo(2);
                },
                () -> ledger.find(bad.key()));
    }
}
