package io.apium.adapter.management;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Checks the address and the token of a management server on a port of its own before anything listens. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ManagementServerProperties.class)
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
@EnableConfigurationProperties(ManagementProperties.class)
class ManagementAutoConfiguration {

    @Bean
    ManagementAccess managementAccess(ManagementServerProperties server, ManagementProperties properties) {
        Integer port = server.getPort();
        return ManagementAccess.of(server.getAddress(), port == null ? 0 : port, properties);
    }
}
