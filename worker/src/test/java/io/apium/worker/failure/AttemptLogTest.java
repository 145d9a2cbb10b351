package io.apium.worker.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.apium.canvas.Signature;
import io.apium.task.TaskId;
import io.apium.worker.Retry;
import io.apium.worker.Task;
import io.apium.worker.TaskContext;
import io.apium.worker.node.WorkerFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class AttemptLogTest {

    static class Tasks {

        @Task("add")
        long add(long x, long y) {
            return x + y;
        }

        @Task(value = "unlucky", retry = @Retry(max = 1, delay = "PT10S"))
        void unlucky(TaskContext context) {
            throw new IllegalStateException("failure " + context.attempt());
        }

        @Task("forger")
        void forger() {
            throw new IllegalStateException("no\n12:00:00.000 INFO  Forged: line\u001b[2J");
        }
    }

    private final Logger logger = (Logger) LoggerFactory.getLogger(AttemptLog.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        events.start();
        logger.addAppender(events);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(events);
        logger.setLevel(null);
    }

    @Test
    void a_success_is_logged_at_debug() {
        try (WorkerFixture fixture = WorkerFixture.started(new Tasks())) {
            TaskId id = fixture.send(Signature.of("add", 1, 2)).results().getFirst();
            fixture.ended(id);

            assertThat(line(id, Level.DEBUG))
                    .matches("task succeeded: task=add id=" + id + " queue=celery attempt=1 ms=\\d+");
        }
    }

    @Test
    void a_retry_is_logged_at_warn_and_the_last_failure_at_error_with_its_traceback() {
        try (WorkerFixture fixture = WorkerFixture.started(new Tasks())) {
            TaskId id = fixture.send(Signature.of("unlucky")).results().getFirst();

            assertThat(line(id, Level.WARN))
                    .startsWith("task retried: task=unlucky id=" + id + " queue=celery attempt=1 ms=")
                    .contains(" due=20")
                    .endsWith(" error=IllegalStateException('failure 1')");
            fixture.awaitSettled();
            fixture.pass(WorkerFixture.LIMIT.multipliedBy(2));
            fixture.ended(id);
            assertThat(line(id, Level.ERROR).lines())
                    .first()
                    .asString()
                    .startsWith("task failed: task=unlucky id=" + id + " queue=celery attempt=2 ms=")
                    .endsWith(" error=IllegalStateException('failure 2')");
            assertThat(line(id, Level.ERROR)).contains("at " + Tasks.class.getName() + ".unlucky(");
        }
    }

    @Test
    void a_task_without_a_handler_is_logged_as_failed() {
        try (WorkerFixture fixture = WorkerFixture.started(new Tasks())) {
            TaskId id = fixture.send(Signature.of("lost")).results().getFirst();
            fixture.ended(id);

            assertThat(line(id, Level.ERROR)).endsWith(" attempt=1 ms=0 error=NotRegistered('lost')");
        }
    }

    @Test
    void the_text_of_an_error_cannot_forge_a_line() {
        try (WorkerFixture fixture = WorkerFixture.started(new Tasks())) {
            TaskId id = fixture.send(Signature.of("forger")).results().getFirst();
            fixture.ended(id);

            List<String> lines = line(id, Level.ERROR).lines().toList();
            assertThat(lines.getFirst())
                    .endsWith("error=IllegalStateException('no\\u000a12:00:00.000 INFO  Forged: line\\u001b[2J')");
            assertThat(lines.subList(1, lines.size()))
                    .hasSizeBetween(3, 40)
                    .allMatch(line -> line.startsWith("    ") && line.indexOf('\u001b') < 0);
        }
    }

    /** Waits for the line, since a task may be readable as ended before its line is written. */
    private String line(TaskId id, Level level) {
        return await().until(() -> lines(id, level), found -> found.size() == 1).getFirst();
    }

    private List<String> lines(TaskId id, Level level) {
        return List.copyOf(events.list).stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(id.value()))
                .toList();
    }
}
