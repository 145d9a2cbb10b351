package io.apium.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The whole server on a free port, over broker and store in memory, with a worker that runs the queue {@code celery}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {ApiApplication.class, Doubles.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "apium.api.port=0",
            "apium.broker.enabled=false",
            "management.prometheus.metrics.export.enabled=true",
            "management.defaults.metrics.export.enabled=true"
        })
public @interface ApiTest {}
