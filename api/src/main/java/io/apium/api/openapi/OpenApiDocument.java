package io.apium.api.openapi;

import io.apium.api.blob.BlobView;
import io.apium.api.deadletter.DeadLettersView;
import io.apium.api.deadletter.DeletedView;
import io.apium.api.deadletter.ReplayView;
import io.apium.api.deadletter.ReplaysView;
import io.apium.api.error.Problem;
import io.apium.api.flow.FlowValidationView;
import io.apium.api.flow.FlowView;
import io.apium.api.flow.FlowsView;
import io.apium.api.flow.GraphView;
import io.apium.api.flow.ReportView;
import io.apium.api.queue.PurgeView;
import io.apium.api.queue.QueuesView;
import io.apium.api.schedule.NextRunsView;
import io.apium.api.schedule.SchedulesView;
import io.apium.api.task.BatchView;
import io.apium.api.task.EventView;
import io.apium.api.task.RevocationView;
import io.apium.api.task.TaskView;
import io.apium.api.worker.WorkersView;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the OpenAPI document, and the schemas that no controller names. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {

    private static final String FORMS = "forms.json";
    private static final Map<String, String> PROBES = Map.of(
            "/livez", "Check whether the process is alive",
            "/readyz", "Check RabbitMQ, Redis and the scheduler, if the process runs one; the body names each",
            "/metrics", "Read the metrics in Prometheus' text format");
    private static final List<Class<?>> VIEWS = List.of(
            TaskView.class,
            BatchView.class,
            EventView.class,
            RevocationView.class,
            FlowView.class,
            ReportView.class,
            FlowsView.class,
            GraphView.class,
            FlowValidationView.class,
            DeadLettersView.class,
            DeletedView.class,
            ReplayView.class,
            ReplaysView.class,
            BlobView.class,
            SchedulesView.class,
            NextRunsView.class,
            QueuesView.class,
            PurgeView.class,
            WorkersView.class,
            Problem.class);

    @Bean
    OpenAPI head() {
        return new OpenAPI()
                .servers(List.of(new Server().url("/")))
                .info(new Info()
                        .title("Apium")
                        .version("1")
                        .description("A distributed task queue that speaks Celery's wire protocol. Submit, read, watch"
                                + " and revoke tasks and flows; manage schedules, dead letters, blobs and workers")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    @Bean
    OpenApiCustomizer body() {
        return document -> {
            forms().forEach(document.getComponents()::addSchemas);
            VIEWS.forEach(view ->
                    ModelConverters.getInstance(true).readAll(view).forEach(document.getComponents()::addSchemas));
            document.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach(
                                    (method, operation) -> new OperationDescriber(path, method, operation).complete()));
            PROBES.forEach((path, summary) -> document.getPaths().addPathItem(path, probe(path, summary)));
        };
    }

    /** A management endpoint, which is served on the same port. */
    private static PathItem probe(String path, String summary) {
        boolean isMetrics = path.equals("/metrics");
        ApiResponse ok = new ApiResponse().description(isMetrics ? "the metrics" : "healthy");
        ApiResponses answers = new ApiResponses().addApiResponse("200", ok);
        if (!isMetrics) {
            answers.addApiResponse("503", new ApiResponse().description("unhealthy"));
        }
        return new PathItem()
                .get(new Operation()
                        .operationId(path.substring(1))
                        .summary(summary)
                        .addTagsItem("probes")
                        .responses(answers));
    }

    private static Map<String, Schema<?>> forms() {
        try (InputStream in = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(FORMS), FORMS)) {
            return Json31.mapper().readerForMapOf(Schema.class).readValue(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FORMS + " cannot be read", unreadable);
        }
    }
}
