package io.apium.adapter.config;

import io.apium.client.TaskRoutes;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where tasks go that name no queue.
 *
 * @param routes queues by the names of tasks, in which {@code *} stands for anything: {@code apium.routes[video.*]=video};
 *     {@code gpu.*} goes to {@code gpu} unless it is said otherwise
 */
@ConfigurationProperties("apium")
public record RouteProperties(@DefaultValue Map<String, String> routes) {

    public RouteProperties {
        routes = Map.copyOf(routes);
        try {
            TaskRoutes.of(routes);
        } catch (IllegalArgumentException e) {
            // the innermost message is the one that is shown
            throw new IllegalArgumentException("apium.routes: " + e.getMessage());
        }
    }
}
