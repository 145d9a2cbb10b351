package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What core's tests take for Celery's word on timetables is Celery's word: the installed one writes the same tables. */
class CelerySchedulesIT {

    private static final Path TABLES = Path.of("..", "core", "src", "test", "resources", "golden");

    @BeforeAll
    static void celery_knows_the_sun() throws Exception {
        InstalledPython.requireCelery();
        Process ephem = new ProcessBuilder(InstalledPython.EXECUTABLE, "-c", "import ephem").start();
        assertThat(ephem.waitFor())
                .as("Celery computes the sun with ephem (Debian: apt-get install python3-ephem)")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crontab.tsv", "solar.tsv"})
    void celery_writes_the_same_table(String name) throws Exception {
        File table = TABLES.resolve(name).toFile();
        Path errors = Files.createTempFile("timetables", ".log");
        ProcessBuilder python = new ProcessBuilder(
                InstalledPython.EXECUTABLE,
                InstalledPython.scripts().resolve("timetables.py").toString());
        python.environment().putAll(InstalledPython.withScripts(Map.of()));
        python.redirectInput(table).redirectError(errors.toFile());

        Process process = python.start();
        List<String> written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        assertThat(written).isEqualTo(Files.readAllLines(table.toPath()));
        Files.delete(errors);
    }
}
