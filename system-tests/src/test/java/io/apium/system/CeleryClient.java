package io.apium.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An unmodified Celery client: a Python process with the addresses of RabbitMQ and Redis, which runs Python code.
 * It has {@code app}, {@code sig(name, *args, **kwargs)}, {@code chain}, {@code group}, {@code chord}, {@code now()}.
 */
final class CeleryClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private CeleryClient(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static CeleryClient start(Map<String, String> environment) throws Exception {
        InstalledPython.requireCelery();
        String script = InstalledPython.scripts().resolve("celery_client.py").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(InstalledPython.EXECUTABLE, script));
        builder.environment().putAll(InstalledPython.withScripts(environment));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new CeleryClient(builder.start());
    }

    /**
     * Runs the body of a Python function.
     *
     * @return what it returned, as JSON
     * @throws AssertionError with type and message of what it raised
     */
    String run(String body) throws IOException {
        JsonNode answer = ask(body);
        if (answer.has("raised")) {
            throw new AssertionError("Python raised " + answer.get("raised") + "\n" + answer.get("traceback"));
        }
        return answer.get("returned").toString();
    }

    /** Runs the body of a Python function that raises: {@code ValueError: no such row}. */
    String raised(String body) throws IOException {
        JsonNode answer = ask(body);
        if (!answer.has("raised")) {
            throw new AssertionError("Python raised nothing and returned " + answer.get("returned"));
        }
        return answer.get("raised").asString();
    }

    private JsonNode ask(String body) throws IOException {
        questions.write(JSON.writeValueAsString(body) + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new AssertionError("the Celery client has ended");
        }
        return JSON.readTree(answer);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
