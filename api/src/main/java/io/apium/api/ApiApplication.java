package io.apium.api;

import io.apium.api.body.BodyProperties;
import io.apium.api.config.ApiProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.PropertySource;

/**
 * The HTTP service. Its fixed settings are in a file of its own name and not in {@code application.properties}, so that it
 * can share a class path with the other services.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties({ApiProperties.class, BodyProperties.class})
@PropertySource("classpath:io/apium/api/api.properties")
public class ApiApplication {

    static void main(String[] args) {
        SpringApplication.run(ApiApplication.class, args);
    }
}
