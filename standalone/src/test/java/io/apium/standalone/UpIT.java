package io.apium.standalone;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {

    private static final String SUM = "{\"task\": \"math.add\", \"args\": [2, 3]}";
    private static final String LATER =
            "{\"task\": \"math.add\", \"args\": [20, 30], \"options\": {\"queue\": \"nobody\"}}";

    @TempDir
    private Path data;

    @TempDir
    private Path temporary;

    @Test
    void what_was_done_and_what_was_not_survive_a_stop() throws Exception {
        String done;
        String waiting;
        try (UpProcess up = UpProcess.start(temporary, "--data", data.toString())) {
            done = up.submit(SUM);
            waiting = up.submit(LATER);
            assertThat(up.get(done + "?wait=30s")).contains("SUCCESS");

            assertThat(up.stop()).isZero();
        }

        assertBothAreThere(done, waiting);
    }

    @Test
    void what_was_done_and_what_was_not_survive_being_killed() throws Exception {
        String done;
        String waiting;
        List<ProcessHandle> children;
        try (UpProcess up = UpProcess.start(temporary, "--data", data.toString())) {
            done = up.submit(SUM);
            waiting = up.submit(LATER);
            assertThat(up.get(done + "?wait=30s")).contains("SUCCESS");
            children = up.children();

            up.kill();
        }

        await().atMost(10, SECONDS).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertBothAreThere(done, waiting);
    }

    @Test
    void without_a_data_folder_nothing_is_left_behind() throws Exception {
        try (UpProcess up = UpProcess.start(temporary)) {
            assertThat(up.get(up.submit(SUM) + "?wait=30s")).contains("SUCCESS");
            List<ProcessHandle> children = up.children();
            assertThat(children).isNotEmpty();

            assertThat(up.stop()).isZero();

            // the one that ends what a worker leaves behind sees it go, and so goes last
            await().atMost(10, SECONDS).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(temporary).isEmptyDirectory();
        }
    }

    /** A worker that consumes the queue of the waiting message shows that the message is still there. */
    private void assertBothAreThere(String done, String waiting) throws Exception {
        try (UpProcess up = UpProcess.start(temporary, "--data", data.toString())) {
            assertThat(up.get(done)).contains("SUCCESS");
            assertThat(up.get(waiting)).doesNotContain("SUCCESS");
            assertThat(up.stop()).isZero();
        }
        try (UpProcess up = UpProcess.of("celery,nobody", temporary, "--data", data.toString())) {
            assertThat(up.get(waiting + "?wait=30s")).contains("SUCCESS").contains("50");
            assertThat(up.stop()).isZero();
        }
    }
}
