package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.process.TestProcess;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Tasks on devices from HTTP to HTTP, over real servers: one worker with an OpenCL device, which is a processor under PoCL,
 * and one that has Java alone.
 */
class GpuIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.shared();

    private static final String DEVICES = STAGE.queue();
    private static final String JAVA = STAGE.queue();
    private static final Path POCL = Path.of("/etc/OpenCL/vendors/pocl.icd");

    private static ApiClient api;

    @BeforeAll
    static void start(@TempDir Path vendors) throws Exception {
        assertThat(POCL).as("install pocl-opencl-icd and ocl-icd-libopencl1").exists();
        Files.copy(POCL, vendors.resolve("pocl.icd"));
        Map<String, String> environment = Map.of(
                "OCL_ICD_VENDORS", vendors.toString(),
                "APIUM_GPU_CACHE_FOLDER", Path.of("target/gpu").toAbsolutePath().toString(),
                "APIUM_GPU_DEVICE_WAIT_TIMEOUT", "PT3S");
        TestProcess devices = STAGE.gpuWorker(environment, "--queues", DEVICES, "--name", "devices-" + DEVICES);
        TestProcess java =
                STAGE.gpuWorker(environment, "--queues", JAVA, "--devices", "none", "--name", "java-" + JAVA);
        api = STAGE.api();
        STAGE.scheduler();
        TestStage.takes(devices, java);
        assertThat(devices.awaitLine("gpu: ")).contains("opencl:0");
        await("the worker takes from its device's queue, and none of an earlier test is known any more")
                .atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/v1/workers"), GpuIT::areOurs);
    }

    private static boolean areOurs(JsonNode workers) {
        return workers.path("workers").size() == 2 && workers.toString().contains(DEVICES + ".opencl");
    }

    @Test
    void a_saxpy_of_json_numbers_runs_on_the_device() throws Exception {
        JsonNode ended = done("""
                {"task": "gpu.saxpy", "kwargs": {"a": 2, "x": [1, 2, 3], "y": [10, 20, 30.5],
                 "requires": {"device": "opencl"}}, "options": {"queue": "%s"}}""".formatted(DEVICES));

        assertThat(ended.at("/result/out").toString())
                .isEqualTo("{\"dtype\":\"f32\",\"shape\":[3],\"values\":[12.0,24.0,36.5]}");
        assertThat(ended.at("/result/profile/device").asString()).isEqualTo("opencl:0");
        assertThat(ended.at("/result/profile/kind").asString()).isEqualTo("cpu");
        assertThat(ended.at("/result/profile/batch").asInt()).isPositive();
    }

    @Test
    void the_same_as_base64_and_as_a_blob_comes_to_the_same_on_the_device_and_in_java() throws Exception {
        byte[] x = floats(1, 2, 3);
        String base64 = Base64.getEncoder().encodeToString(x);
        String blob = ApiClient.read(api.upload(x)).path("id").asString();

        JsonNode onDevice = done(saxpy(DEVICES, "opencl", "{\"base64\": \"" + base64 + "\"}"));
        JsonNode inJava = done(saxpy(JAVA, "java", "{\"blob\": \"" + blob + "\"}"));
        JsonNode referred = done(saxpy(DEVICES, "any", "\"blob:" + blob + "\""));

        String expected = Base64.getEncoder().encodeToString(floats(12, 24, 36.5f));
        assertThat(onDevice.at("/result/out/base64").asString()).isEqualTo(expected);
        assertThat(inJava.at("/result/out/base64").asString()).isEqualTo(expected);
        assertThat(referred.at("/result/out/base64").asString()).isEqualTo(expected);
        assertThat(inJava.at("/result/profile/device").asString()).isEqualTo("java");
    }

    @Test
    void an_expression_over_arrays_is_run() throws Exception {
        JsonNode ended = done("""
                {"task": "gpu.elementwise", "kwargs": {"expr": "x > 1 ? a*x : -x", "arrays": {"x": [1, 2, 3]},
                 "scalars": {"a": 2.5}, "requires": {"device": "opencl"}}, "options": {"queue": "%s"}}
                """.formatted(DEVICES));

        assertThat(ended.at("/result/out/values").toString()).isEqualTo("[-1.0,5.0,7.5]");
    }

    @Test
    void a_matrix_product_is_run() throws Exception {
        JsonNode ended = done("""
                {"task": "gpu.matmul", "kwargs": {"a": {"shape": [2, 3], "values": [1, 2, 3, 4, 5, 6]},
                 "b": [[1, 0], [0, 1], [1, 1]], "requires": {"device": "opencl"}}, "options": {"queue": "%s"}}
                """.formatted(DEVICES));

        assertThat(ended.at("/result/out/shape").toString()).isEqualTo("[2,2]");
        assertThat(ended.at("/result/out/values").toString()).isEqualTo("[4.0,5.0,10.0,11.0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "gpu.saxpy | 'a': 2, 'x': [1, 2], 'y': [1] | argument 'y'",
                "gpu.saxpy | 'a': 'two', 'x': [1], 'y': [1] | argument 'a'",
                "gpu.saxpy | 'a': 2, 'x': [1], 'y': [1], 'dtype': 'f16' | argument 'dtype'",
                "gpu.saxpy | 'a': 2, 'x': [1], 'y': [1], 'requires': {'device': 'cuda'} | argument 'requires.device'",
                "gpu.saxpy | 'a': 2, 'x': {'base64': '???'}, 'y': [1] | argument 'x'",
                "gpu.elementwise | 'expr': 'x + system(1)', 'arrays': {'x': [1]} | column 5",
                "gpu.matmul | 'a': [[1, 2]], 'b': [[1, 2]] | argument 'b'",
            })
    void an_argument_that_does_not_fit_is_named(String task, String kwargs, String words) throws Exception {
        JsonNode ended = api.ended(
                "/v1/tasks",
                "{\"task\": \"%s\", \"kwargs\": {%s}, \"options\": {\"queue\": \"%s\"}}"
                        .formatted(task, kwargs.replace('\'', '"'), DEVICES));

        assertThat(ended.path("error").path("type").asString())
                .as(ended.toString())
                .isEqualTo("TypeError");
        assertThat(ended.path("error").path("message").asString()).contains(words);
    }

    @Test
    void what_a_worker_cannot_run_is_run_by_one_that_can() throws Exception {
        JsonNode ended = done(saxpy(JAVA, "opencl", "[1, 2, 3]"));

        assertThat(ended.at("/result/profile/device").asString()).isEqualTo("opencl:0");
        assertThat(ended.path("worker").asString()).startsWith("devices-");
        assertThat(ended.path("retries").asInt()).as("it was no attempt").isZero();
    }

    @Test
    void what_no_worker_can_run_says_so_while_it_waits_and_then_fails() throws Exception {
        var accepted = api.post("/v1/tasks", saxpy(JAVA, "gpu", "[1, 2, 3]"));
        String path = accepted.headers().firstValue("Location").orElseThrow();

        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> api.get(path).path("state").asString().equals("RETRY"));
        JsonNode waiting = api.get(path);
        JsonNode ended = api.get(path + "?wait=30s");

        assertThat(waiting.at("/error/type").asString()).isEqualTo("NoCapableDevice");
        assertThat(waiting.at("/error/message").asString()).contains("no worker has a device gpu");
        assertThat(ended.path("state").asString()).isEqualTo("FAILURE");
        assertThat(ended.at("/error/type").asString()).isEqualTo("NoCapableDevice");
        assertThat(ended.at("/error/message").asString()).contains("the task has waited since");
    }

    @Test
    void the_workers_tell_of_their_devices() throws Exception {
        JsonNode workers = api.get("/v1/workers").path("workers");
        JsonNode devices = named(workers, "devices-" + DEVICES);
        JsonNode java = named(workers, "java-" + JAVA);

        assertThat(devices.at("/devices/0/id").asString()).isEqualTo("opencl:0");
        assertThat(devices.at("/devices/0/ready").asBoolean()).isTrue();
        assertThat(devices.at("/pools/0/name").asString()).isEqualTo("gpu");
        assertThat(java.path("devices").findValuesAsString("id")).containsExactly("java");
        assertThat(api.get("/v1/workers/" + java.path("node").asString())
                        .path("tasks")
                        .toString())
                .contains("gpu.saxpy");
    }

    private static JsonNode named(JsonNode workers, String name) {
        for (JsonNode worker : workers) {
            if (worker.path("node").asString().startsWith(name)) {
                return worker;
            }
        }
        throw new AssertionError("there is no worker " + name + " among " + workers);
    }

    private static String saxpy(String queue, String device, String x) {
        return """
                {"task": "gpu.saxpy", "kwargs": {"a": 2, "x": %s, "y": [10, 20, 30.5], "out": "base64",
                 "requires": {"device": "%s"}}, "options": {"queue": "%s"}}""".formatted(x, device, queue);
    }

    private static JsonNode done(String task) throws Exception {
        JsonNode ended = api.ended("/v1/tasks", task);
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("SUCCESS");
        return ended;
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
