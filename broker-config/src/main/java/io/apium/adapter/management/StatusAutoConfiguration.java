package io.apium.adapter.management;

import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells about a process that says so in {@code status.properties}: not where another server has that in hand. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({WebServerFactoryCustomizer.class, jakarta.servlet.Filter.class})
@ConditionalOnBooleanProperty("apium.status.serves")
@EnableConfigurationProperties(StatusProperties.class)
class StatusAutoConfiguration {

    /** Our keys alone say where it listens, so that no other key opens it without a token. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> statusListensOn(StatusProperties properties) {
        return factory -> {
            factory.setAddress(properties.inetAddress());
            factory.setPort(properties.port());
        };
    }

    /** On every answer, also on what Tomcat refuses by itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ConfigurableTomcatWebServerFactory.class, ValveBase.class})
    static class OnTomcat {

        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> statusHeaders() {
            return factory -> factory.addEngineValves(new StatusHeaders());
        }
    }

    @Bean
    ManagementTokenFilter statusGate(StatusProperties properties) {
        return new ManagementTokenFilter(properties.token(), properties.browserCheck());
    }
}
