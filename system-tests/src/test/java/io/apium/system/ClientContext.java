package io.apium.system;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What a program has that only sends tasks and asks what became of them: no worker, no scheduler, no HTTP. */
public final class ClientContext {

    @EnableAutoConfiguration
    static class Client {}

    private ClientContext() {}

    public static ConfigurableApplicationContext on(String brokerUrl, String resultUrl) {
        return with(Map.of("apium.broker.url", brokerUrl, "apium.redis.url", resultUrl));
    }

    /** @param properties by their whole names */
    public static ConfigurableApplicationContext with(Map<String, Object> properties) {
        return new SpringApplicationBuilder(Client.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of("apium.worker.enabled", "false", "apium.scheduler.enabled", "false"))
                .properties(properties)
                .run();
    }
}
