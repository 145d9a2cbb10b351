package io.apium.adapter.config;

import io.apium.client.TaskRoutes;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The queues of tasks whose messages name none.
 *
 * @param routes queue names by task name patterns, where {@code *} matches any characters: {@code
 *     apium.routes[video.*]=video}; {@code gpu.*} is routed to {@code gpu} by default
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
