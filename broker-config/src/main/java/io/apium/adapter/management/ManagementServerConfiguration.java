package io.apium.adapter.management;

import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The context of the management server: its address, its token filter and its headers. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnClass(jakarta.servlet.Filter.class)
class ManagementServerConfiguration {

    /** Runs after Spring Boot's customizer, which leaves the address unset where the key is. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> managementAddress(ManagementAccess access) {
        return factory -> factory.setAddress(access.address());
    }

    @Bean
    ManagementTokenFilter managementTokenFilter(ManagementAccess access) {
        return new ManagementTokenFilter(access.token(), access.check());
    }

    /** A valve also sets them on responses that Tomcat writes itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ConfigurableTomcatWebServerFactory.class, ValveBase.class})
    static class TomcatHeaders {

        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> managementHeaders() {
            return factory -> factory.addEngineValves(new ManagementHeadersValve());
        }
    }
}
