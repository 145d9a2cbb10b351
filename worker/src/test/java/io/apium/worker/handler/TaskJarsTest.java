package io.apium.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.canvas.Signature;
import io.apium.task.TaskError;
import io.apium.task.TaskRecord;
import io.apium.worker.JarOf;
import io.apium.worker.node.WorkerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TaskJarsTest {

    private static final Path EXAMPLE = Path.of("../docs/examples/my-tasks/src/main/java");

    @TempDir
    private Path folder;

    @Test
    void the_example_in_the_documentation_runs_from_its_jar() throws IOException {
        Path jar = JarOf.sources(EXAMPLE, folder.resolve("my-tasks.jar"), "-parameters");
        Map<String, Object> order =
                Map.of("customer", "Ada", "lines", List.of(Map.of("product", "tea", "quantity", 2, "price", 1.25)));
        try (WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.task-jars", jar.toString()))) {
            assertThat(fixture.result(Signature.of("orders.invoice")
                            .keyword("order", order)
                            .keyword("at", "2026-11-22T10:00:00Z")))
                    .isEqualTo("{\"customer\":\"Ada\",\"total\":2.50,\"due\":\"2026-12-22T10:00:00Z\"}");
            assertThat(fixture.result(Signature.of("orders.import", List.of(order, order))))
                    .isEqualTo("2");
            assertThat(fixture.call(Signature.of(
                            "orders.invoice", Map.of("customer", "Bob", "lines", List.of()), "2026-11-22T10:00:00Z")))
                    .isInstanceOfSatisfying(
                            TaskRecord.Failed.class,
                            failed -> assertThat(failed.error().summary())
                                    .isEqualTo("IOException('the order of Bob is empty')"));
        }
    }

    @Test
    void a_folder_may_hold_a_jar_of_tasks_and_the_libraries_that_it_needs() throws IOException {
        JarOf.source(
                "Words",
                "package lib; public class Words { public static String of() { return \"from the library\"; } }",
                folder.resolve("a-library.jar"));
        JarOf.source("Says", """
                class Says {
                    private final lib.Words words;
                    private final java.time.ZoneOffset zone;
                    Says(java.time.ZoneOffset zone) { words = new lib.Words(); this.zone = zone; }
                    @io.apium.worker.Task("says") String says() {
                        ClassLoader loader = getClass().getClassLoader();
                        return words.of() + zone + (Thread.currentThread().getContextClassLoader() == loader);
                    }
                }
                """, folder.resolve("tasks.jar"));
        try (WorkerFixture fixture =
                WorkerFixture.started(Map.of("apium.worker.task-jars", folder.toString()), ZoneOffset.UTC)) {
            assertThat(fixture.result(Signature.of("says"))).isEqualTo("\"from the libraryZtrue\"");
        }
    }

    @Test
    void a_class_without_parameter_names_takes_no_keywords() throws IOException {
        Path jar = JarOf.source(
                "Nameless",
                "class Nameless { @io.apium.worker.Task(\"id\") int id(int x) { return x; } }",
                folder.resolve("nameless.jar"));
        try (WorkerFixture fixture = WorkerFixture.started(Map.of("apium.worker.task-jars", jar.toString()))) {
            assertThat(fixture.result(Signature.of("id", 1))).isEqualTo("1");
            assertThat(fixture.call(Signature.of("id").keyword("x", 1)))
                    .isInstanceOfSatisfying(
                            TaskRecord.Failed.class,
                            failed -> assertThat(failed.error())
                                    .isEqualTo(TaskError.wrongArguments(
                                            "id was compiled without -parameters, so its parameters"
                                                    + " have no names; pass the arguments by position")));
            assertThat(fixture.call(Signature.of("id")))
                    .isInstanceOfSatisfying(
                            TaskRecord.Failed.class,
                            failed -> assertThat(failed.error())
                                    .isEqualTo(TaskError.wrongArguments("id got nothing for parameter 'number 1'")));
        }
    }

    @Test
    void a_jar_that_cannot_be_used_is_named() throws IOException {
        Path missing = folder.resolve("missing.jar");
        Path empty = JarOf.source("None", "class None {}", folder.resolve("empty.jar"));
        Path noJar = Files.writeString(folder.resolve("no.jar"), "no jar");

        assertRefused(missing, "does not exist");
        assertRefused(empty, "has no class with a method annotated @Task");
        assertRefused(noJar, "cannot be read");
        Path without = Files.createDirectory(folder.resolve("without"));
        JarOf.source("Nothing", "class Nothing {}", without.resolve("nothing.jar"));
        assertRefused(without, "has no class with a method annotated @Task");
    }

    @Test
    void a_folder_that_waits_for_jars_brings_no_tasks() throws IOException {
        Path waiting = Files.createDirectory(folder.resolve("waiting"));

        TaskJars jars = TaskJars.open(List.of(waiting.toString()), TaskJarsTest.class.getClassLoader());

        assertThat(jars.classes()).isEmpty();
        assertThat(jars.urls()).isEmpty();
    }

    private static void assertRefused(Path path, String reason) {
        assertThatExceptionOfType(MisconfiguredException.class)
                .isThrownBy(() -> TaskJars.open(List.of(path.toString()), TaskJarsTest.class.getClassLoader()))
                .withMessageStartingWith("apium.worker.task-jars: " + path + " " + reason);
    }
}
