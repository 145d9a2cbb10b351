package io.apium.api;

import io.apium.api.config.ApiProperties;
import io.apium.api.problem.ProblemErrorValve;
import io.apium.api.problem.SecurityHeaders;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Sets the address and the port from {@code apium.api.*} only: Spring's own keys cannot open the server without a
 * token.
 */
@Component
final class ServerAddressCustomizer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final ApiProperties properties;

    ServerAddressCustomizer(ApiProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.setAddress(properties.inetAddress());
        factory.setPort(properties.port());
        factory.addEngineValves(new SecurityHeaders());
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemErrorValve.class.getName());
            }
        });
    }
}
