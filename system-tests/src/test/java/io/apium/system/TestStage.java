package io.apium.system;

import io.apium.process.TestProcess;
import io.apium.standalone.Apium;
import io.apium.testkit.server.RabbitServer;
import io.apium.testkit.server.RedisServer;
import io.apium.testkit.server.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import redis.clients.jedis.RedisClient;

/**
 * What a test class plays on: a RabbitMQ, a Redis, and the processes that it starts on them, which end with the class. What
 * they have printed is shown when a test fails.
 */
final class TestStage implements AfterAllCallback, TestWatcher {

    private final TestServer rabbit;
    private final TestServer redis;
    private final boolean own;
    private final List<TestProcess> children = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> others = new ArrayList<>();

    private TestStage(TestServer rabbit, TestServer redis, boolean own) {
        this.rabbit = rabbit;
        this.redis = redis;
        this.own = own;
    }

    /** On servers that other test classes use too. */
    static TestStage shared() {
        return new TestStage(RabbitServer.shared(), RedisServer.shared(), false);
    }

    /** On servers of its own, which may be stopped and started. */
    static TestStage ofItsOwn() {
        return new TestStage(RabbitServer.started(), RedisServer.started(), true);
    }

    TestServer rabbit() {
        return rabbit;
    }

    TestServer redis() {
        return redis;
    }

    /** The name of a queue that no other test uses. */
    String queue() {
        return "system-" + UUID.randomUUID();
    }

    /** An Apium worker; {@link TestProcess#awaitLine} says when it {@link #takes}. */
    TestProcess worker(String... options) {
        return worker(Map.of(), options);
    }

    TestProcess worker(Map<String, String> environment, String... options) {
        return apium("worker", environment, options);
    }

    /** A process of another version of Apium, from its jar. */
    TestProcess of(Path jar, Map<String, String> more, String command, String... options) {
        List<String> all = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString(),
                command));
        all.addAll(List.of(options));
        Map<String, String> environment = environment(more);
        // older versions read this key
        environment.put("APIUM_RESULT_URL", redis.url());
        TestProcess process = TestProcess.of("old apium " + command, all, environment);
        children.add(process);
        return process;
    }

    /** An Apium worker with OpenCL devices. */
    TestProcess gpuWorker(Map<String, String> environment, String... options) {
        return apium("gpu-worker", environment, options);
    }

    /** Waits until the workers have asked for messages. */
    static void takes(TestProcess... workers) throws InterruptedException {
        for (TestProcess worker : workers) {
            worker.awaitLine("worker ready: ");
        }
    }

    /** An API process, on a free port; waits until it serves. */
    ApiClient api() throws InterruptedException {
        return api(Map.of());
    }

    ApiClient api(Map<String, String> environment) throws InterruptedException {
        return new ApiClient(apium("api", environment, "--port", "0"));
    }

    /** A scheduler process, on a free port; waits until it is at work. */
    TestProcess scheduler() throws InterruptedException {
        TestProcess scheduler = apium("scheduler", Map.of(), "--port", "0");
        scheduler.awaitLine("scheduler started");
        return scheduler;
    }

    /** A worker of Celery's own, with the tasks in {@code celery/celery_tasks.py}; waits until it is ready. */
    TestProcess celeryWorker(String queue) throws Exception {
        TestProcess worker = InstalledPython.celeryWorker(queue, environment(Map.of()));
        children.add(worker);
        worker.awaitLine("ready.");
        return worker;
    }

    /** A client of Celery's own. */
    CeleryClient celeryClient() throws Exception {
        CeleryClient client = CeleryClient.start(environment(Map.of()));
        others.add(client);
        return client;
    }

    /** The ports of core, in this JVM. */
    CorePorts insider() {
        CorePorts corePorts = CorePorts.on(rabbit.url(), redis.url());
        others.add(corePorts);
        return corePorts;
    }

    RedisClient redisClient() {
        RedisClient client = RedisClient.create(URI.create(redis.url()));
        others.add(client);
        return client;
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        children.forEach(process -> System.out.println(process.output()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (AutoCloseable other : others.reversed()) {
            other.close();
        }
        children.forEach(TestProcess::close);
        if (own) {
            rabbit.close();
            redis.close();
        }
    }

    private TestProcess apium(String command, Map<String, String> environment, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(options));
        TestProcess process = TestProcess.java("apium " + command, Apium.class, arguments, environment(environment));
        children.add(process);
        return process;
    }

    /** The servers' addresses, unless {@code more} has others. */
    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all =
                new HashMap<>(Map.of("APIUM_BROKER_URL", rabbit.url(), "APIUM_REDIS_URL", redis.url()));
        all.putAll(more);
        return all;
    }
}
