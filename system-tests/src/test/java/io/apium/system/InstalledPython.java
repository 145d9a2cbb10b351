package io.apium.system;

import io.apium.process.TestProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Debian's Python, which its package of Celery is installed for. */
final class InstalledPython {

    static final String EXECUTABLE = "/usr/bin/python3";

    private InstalledPython() {}

    static TestProcess celeryWorker(String queue, Map<String, String> environment) throws Exception {
        requireCelery();
        return TestProcess.of(
                "celery worker",
                List.of(
                        EXECUTABLE,
                        "-m",
                        "celery",
                        "-A",
                        "celery_tasks",
                        "worker",
                        "-Q",
                        queue,
                        "-P",
                        "solo",
                        "-l",
                        "INFO",
                        "--without-gossip",
                        "--without-mingle"),
                withScripts(environment));
    }

    /** The environment in which Python finds the scripts of these tests and writes nothing beside them. */
    static Map<String, String> withScripts(Map<String, String> environment) throws URISyntaxException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PYTHONPATH", scripts().toString());
        all.put("PYTHONDONTWRITEBYTECODE", "1");
        all.put("PYTHONUNBUFFERED", "1");
        all.put("PYTHONIOENCODING", "utf-8");
        return all;
    }

    static Path scripts() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(InstalledPython.class.getResource("/celery"), "the scripts of the tests")
                .toURI());
    }

    static void requireCelery() throws IOException, InterruptedException {
        boolean there = Files.isExecutable(Path.of(EXECUTABLE))
                && new ProcessBuilder(EXECUTABLE, "-c", "import celery, redis")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        if (!there) {
            throw new AssertionError("these tests need a real Celery for " + EXECUTABLE
                    + ": install it (Debian: apt-get install python3-celery python3-redis)");
        }
    }
}
