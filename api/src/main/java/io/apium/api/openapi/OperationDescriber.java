package io.apium.api.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One operation, completed with its body, responses and problems. */
record OperationDescriber(String path, HttpMethod method, Operation operation) {

    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("id", "the id, percent-encoded"),
            Map.entry("name", "the schedule's name"),
            Map.entry("node", "the node name of the worker, such as apium@host"),
            Map.entry("wait", "the time to wait for the end, 1 to 60 seconds: 30, 30s or PT30S"),
            Map.entry(
                    "cause",
                    "the cause: UNREADABLE, UNKNOWN_TASK, POISONED, EXHAUSTED, EXPIRED, UNSENDABLE or UNPROCESSABLE"),
            Map.entry("task", "the task's name"),
            Map.entry("queue", "the queue of the message"),
            Map.entry("serialTime", "seconds that the same work takes on one thread without a queue: 12.5 or 12.5s"),
            Map.entry("limit", "the page size, 1 to 1,000; default 100"),
            Map.entry("cursor", "the cursor in next of the previous page"),
            Map.entry("state", "PENDING, STARTED, PAUSED, SUCCESS, FAILURE or REVOKED"),
            Map.entry("kind", "task, chain, group, chord, map, scatter, reduce or dag"),
            Map.entry("format", "json or dot; default: the type in Accept, else json"),
            Map.entry("count", "the number of run times, 1 to 100; default 10"),
            Map.entry("Prefer", "wait=30: as the parameter wait (RFC 7240); a value above 60 is read as 60"),
            Map.entry("If-Match", "the ETag of the version to change; 412 when it has changed"),
            Map.entry("Repr-Digest", "sha-256=:<base64>: of the body (RFC 9530); 422 when the body differs"),
            Map.entry("Content-Digest", "as Repr-Digest"),
            Map.entry("Range", "bytes=from-to: one range of the content (RFC 9110)"),
            Map.entry("If-Range", "the ETag of the content that Range is for"),
            Map.entry("If-None-Match", "the ETag of the version that the client has; 304 when it is current"),
            Map.entry("Last-Event-ID", "the id of the last event that the client received"),
            Map.entry(
                    "Idempotency-Key",
                    "the client's name for the request; for 24 hours a repeated request gets the stored response"));

    private static final Map<String, String> UNFIT_RANGE = Map.of("416", "the range starts after the content");
    private static final Map<String, String> UNFIT_BLOB =
            Map.of("413", "the body is too large", "422", "the body does not match its digest");

    void complete() {
        OperationSchemas operationSchemas = OperationSchemas.of(operation.getOperationId());
        ApiResponses answers = new ApiResponses();
        operation.setRequestBody(operationSchemas.takes().isEmpty() ? null : body(operationSchemas));
        operationSchemas.gives().forEach((status, given) -> answers.addApiResponse(status, answer(given)));
        if (method == HttpMethod.GET
                && operationSchemas.gives().values().stream().anyMatch(OperationSchemas.Given::tagged)) {
            header("If-None-Match");
            answers.addApiResponse(
                    "304", new ApiResponse().description("not modified since the ETag in If-None-Match"));
        }
        if (method == HttpMethod.POST) {
            header("Idempotency-Key");
        }
        if (operation.getParameters() != null) {
            operation
                    .getParameters()
                    .forEach(parameter -> parameter.setDescription(DESCRIPTIONS.get(parameter.getName())));
        }
        problems(!operationSchemas.takes().isEmpty())
                .forEach((status, text) -> answers.addApiResponse(status, problem(text)));
        operation.setResponses(answers);
    }

    private static RequestBody body(OperationSchemas operationSchemas) {
        Content content = new Content();
        operationSchemas
                .takes()
                .forEach((type, form) -> content.addMediaType(type, new MediaType().schema(reference(form))));
        return new RequestBody().required(operationSchemas.mustTake()).content(content);
    }

    private static ApiResponse answer(OperationSchemas.Given given) {
        ApiResponse answer = new ApiResponse().description(given.words());
        if (!given.view().isEmpty()) {
            answer.content(new Content().addMediaType(given.type(), new MediaType().schema(reference(given.view()))));
        }
        return given.tagged() ? answer.addHeaderObject("ETag", new Header().schema(text())) : answer;
    }

    private Map<String, String> problems(boolean hasBody) {
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put("400", "a header, a parameter or the JSON is invalid");
        problems.put("401", "the token is missing or wrong");
        problems.put("421", "no token is configured and Host is not an allowed name of this server");
        if (method != HttpMethod.GET) {
            problems.put("403", "a browser sent the request for a page of another site");
        }
        if (path.contains("{")) {
            problems.put("404", "no resource has this id or name, or it has expired");
        }
        boolean changesFlow = path.startsWith("/v1/flows/{id}:");
        boolean changesSchedule = path.contains("schedules") && method != HttpMethod.GET;
        if (method == HttpMethod.POST) {
            problems.put(
                    "409",
                    "the first request with this Idempotency-Key is still running"
                            + (changesSchedule ? ", or the schedule already exists or is declared in code" : "")
                            + (changesFlow ? ", or the state of the flow does not allow it" : ""));
        } else if (changesSchedule) {
            problems.put("409", "the schedule is declared in code, or other clients changed it at every attempt");
            problems.put("412", "the schedule has changed since the ETag in If-Match");
        }
        if (path.endsWith("/report")) {
            problems.put("409", "a canvas flow has no report");
        }
        if (isBlob()) {
            problems.putAll(method == HttpMethod.GET ? UNFIT_RANGE : hasBody ? UNFIT_BLOB : Map.of());
        } else if (hasBody) {
            problems.put("413", "the body is too large");
            problems.put("415", "the media type of the body is not supported");
        }
        if (!isBlob() && (hasBody || method == HttpMethod.POST)) {
            problems.put("422", "the request is invalid, or its Idempotency-Key was used for another request");
        }
        problems.put("503", "RabbitMQ or Redis is unavailable");
        return problems;
    }

    private boolean isBlob() {
        return path.startsWith("/v1/blobs");
    }

    private void header(String name) {
        operation.addParametersItem(new Parameter().in("header").name(name).schema(text()));
    }

    private static Schema<?> text() {
        return new Schema<>().types(Set.of("string"));
    }

    private static ApiResponse problem(String description) {
        Content content =
                new Content().addMediaType("application/problem+json", new MediaType().schema(reference("Problem")));
        return new ApiResponse().description(description).content(content);
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }
}
