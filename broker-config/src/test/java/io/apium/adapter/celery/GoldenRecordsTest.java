package io.apium.adapter.celery;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.adapter.record.ChordMember;
import io.apium.adapter.record.RecordCodec;
import io.apium.task.JsonText;
import io.apium.task.TaskId;
import io.apium.task.TaskRecord;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class GoldenRecordsTest {

    static Stream<Path> records() {
        return Golden.files("records")
                .filter(file -> golden(file).path("key").asString().startsWith("celery-task-meta-"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_of_celery_is_read_and_written_again_with_all_its_fields(Path file) {
        String stored = golden(file).path("value").asString();
        JsonNode before = PythonJson.MAPPER.readTree(stored);

        TaskRecord record = RecordCodec.read(new TaskId(before.path("task_id").asString()), stored);
        JsonNode after = PythonJson.MAPPER.readTree(RecordCodec.write(record));

        assertThat(record.state()).isEqualTo(before.path("status").asString());
        for (String field : new String[] {"status", "task_id", "parent_id", "group_id"}) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
        }
        if (record instanceof TaskRecord.Succeeded || record instanceof TaskRecord.InProgress) {
            assertThat(after.path("result")).isEqualTo(before.path("result"));
        } else {
            assertThat(after.path("traceback")).isEqualTo(before.path("traceback"));
            assertThat(after.path("result").path("exc_type"))
                    .isEqualTo(before.path("result").path("exc_type"));
            assertThat(after.path("result").path("exc_module"))
                    .isEqualTo(before.path("result").path("exc_module"));
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void the_first_field_is_the_status_as_the_scripts_expect(Path file) {
        String stored = golden(file).path("value").asString();
        TaskRecord record = RecordCodec.read(new TaskId("x"), stored);

        assertThat(stored).startsWith("{\"status\": \"" + record.state() + "\"");
        assertThat(RecordCodec.write(record)).startsWith("{\"status\":\"" + record.state() + "\"");
    }

    @Test
    void a_result_is_kept_to_the_letter() {
        String stored = "{\"status\": \"SUCCESS\", \"result\": [1.10, 12345678901234567890123, NaN, \"a\\u00e9\"], "
                + "\"task_id\": \"x\"}";

        TaskRecord record = RecordCodec.read(new TaskId("x"), stored);

        assertThat(record)
                .isInstanceOfSatisfying(
                        TaskRecord.Succeeded.class,
                        succeeded -> assertThat(succeeded.result())
                                .isEqualTo(new JsonText("[1.10, 12345678901234567890123, NaN, \"a\\u00e9\"]")));
    }

    @Test
    void a_record_of_celery_of_a_task_that_is_tried_again_says_what_it_failed_with() {
        String stored = golden(Path.of("src/test/resources/golden/records/retry.json"))
                .path("value")
                .asString();
        String extended = stored.replace("\"date_done\"", "\"retries\": 2, \"date_done\"");
        String withoutReason = "{\"status\": \"RETRY\", \"result\": null, \"traceback\": null, \"task_id\": \"x\"}";

        assertThat(RecordCodec.read(new TaskId("x"), stored))
                .isInstanceOfSatisfying(TaskRecord.Retrying.class, retrying -> {
                    assertThat(retrying.error().summary()).isEqualTo("ValueError('not yet')");
                    assertThat(retrying.error().traceback()).contains("Retry in 600s");
                    assertThat(retrying.retries()).isEqualTo(1);
                    assertThat(retrying.due()).isNull();
                });
        assertThat(RecordCodec.read(new TaskId("x"), extended))
                .isInstanceOfSatisfying(
                        TaskRecord.Retrying.class,
                        retrying -> assertThat(retrying.retries()).isEqualTo(3));
        assertThat(RecordCodec.read(new TaskId("x"), withoutReason))
                .isInstanceOfSatisfying(
                        TaskRecord.Retrying.class,
                        retrying -> assertThat(retrying.error().summary()).isEqualTo("Exception()"));
    }

    @Test
    void parts_of_a_chord_are_read_and_written_as_celery_does() {
        Stream<String> members = Golden.files("records")
                .map(GoldenRecordsTest::golden)
                .filter(golden -> golden.path("type").asString().equals("zset"))
                .flatMap(golden -> golden.path("value").valueStream())
                .map(entry -> entry.path("member").asString());

        assertThat(members.toList()).isNotEmpty().allSatisfy(member -> {
            switch (ChordMember.read(member)) {
                case ChordMember.Good(TaskId id, JsonText result) ->
                    assertThat(member)
                            .startsWith(ChordMember.prefix(id))
                            .isEqualTo("[1, \"" + id + "\", \"SUCCESS\", " + result.json() + "]");
                case ChordMember.Bad(TaskId id, var error) -> {
                    assertThat(member).startsWith(ChordMember.prefix(id)).contains(error.type());
                    assertThat(error.message()).isEqualTo("part");
                }
            }
        });
    }

    private static JsonNode golden(Path file) {
        return PythonJson.MAPPER.readTree(file.toFile());
    }
}
