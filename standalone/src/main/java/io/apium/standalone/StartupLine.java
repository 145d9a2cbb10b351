package io.apium.standalone;

import io.apium.api.config.ApiProperties;
import io.apium.gpu.GpuProperties;
import io.apium.worker.config.WorkerProperties;
import io.apium.worker.node.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line at INFO about a service that has started: version, node, queues, pools and addresses. */
final class StartupLine {

    private static final Logger log = LoggerFactory.getLogger(StartupLine.class);

    private StartupLine() {}

    /** @param service its command, such as {@code worker} */
    static void log(String service, RunningApplication running) {
        log.info("{} started: {}", service, String.join(" ", facts(running)));
    }

    static List<String> facts(RunningApplication running) {
        List<String> facts = new ArrayList<>(List.of("version=" + Apium.version()));
        running.find(Worker.class).ifPresent(worker -> {
            facts.add("node=" + worker.node().name());
            running.find(WorkerProperties.class)
                    .filter(properties -> !properties.queues().isEmpty())
                    .ifPresent(properties -> pools(facts, properties));
            running.find(GpuProperties.class).ifPresent(gpu -> {
                facts.add("gpu.queues=" + String.join(",", gpu.queues()));
                facts.add("gpu.concurrency=" + gpu.concurrency());
            });
        });
        running.find(ApiProperties.class).ifPresent(api -> facts.add("address=" + url(api.address(), running.port())));
        running.managementPort()
                .ifPresent(port -> facts.add(
                        "management=" + url(running.property("management.server.address", "127.0.0.1"), port)));
        return facts;
    }

    private static void pools(List<String> facts, WorkerProperties properties) {
        facts.add("queues=" + String.join(",", properties.queues()));
        facts.add("pool=" + properties.pool().name().toLowerCase(Locale.ROOT));
        properties.pools().keySet().forEach(name -> facts.add("pool=" + name));
    }

    private static String url(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
