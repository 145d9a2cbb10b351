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

/** One operation, with what every operation of its kind has: its body, its answers, its problems. */
record OperationDescriber(String path, HttpMethod method, Operation operation) {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("id", "its id, as it was given"),
            Map.entry("name", "the schedule's name"),
            Map.entry("wait", "how long to wait for the end: 30, 30s or PT30S, 1 to 60 seconds"),
            Map.entry(
                    "cause",
                    "why it is here: UNREADABLE, UNKNOWN_TASK, POISONED, EXHAUSTED, EXPIRED, UNSENDABLE or UNPROCESSABLE"),
            Map.entry("task", "the task's name"),
            Map.entry("queue", "the queue that it came from"),
            Map.entry("serial", "how long the same work takes one thread without a queue: 12.5 or 12.5s"),
            Map.entry("limit", "how many on a page, 1 to 1,000; 100 are usual"),
            Map.entry("cursor", "where the page before ended, as its next has it"),
            Map.entry("state", "PENDING, STARTED, PAUSED, SUCCESS, FAILURE or REVOKED"),
            Map.entry("kind", "task, chain, group, chord, map, scatter, reduce or dag"),
            Map.entry("format", "json or dot; what is accepted is usual"),
            Map.entry("count", "how many, 1 to 100; 10 are usual"),
            Map.entry("Prefer", "wait=30: the same (RFC 7240); over 60 it is heard as 60"),
            Map.entry("If-Match", "the ETag of what is to be changed: refused if it is something else by now"),
            Map.entry("Repr-Digest", "sha-256=:<base64>: of the body (RFC 9530): refused if something else comes"),
            Map.entry("Content-Digest", "the same"),
            Map.entry("Range", "bytes=from-to: one range of the content (RFC 9110)"),
            Map.entry("If-Range", "the ETag of the content that Range is for"),
            Map.entry("If-None-Match", "the ETag of what is known already"),
            Map.entry("Last-Event-ID", "the id of the last event that was seen"),
            Map.entry(
                    "Idempotency-Key",
                    "the same request with the same key is done once, and answered again for 24 hours"));

    private static final Map<String, String> UNFIT_RANGE = Map.of("416", "Range asks for nothing that is there");
    private static final Map<String, String> UNFIT_BLOB =
            Map.of("413", "the body is too large", "422", "the body is not what its digest says");

    void complete() {
        OperationSchemas operationSchemas = OperationSchemas.of(operation.getOperationId());
        ApiResponses answers = new ApiResponses();
        operation.setRequestBody(operationSchemas.takes().isEmpty() ? null : body(operationSchemas));
        operationSchemas.gives().forEach((status, given) -> answers.addApiResponse(status, answer(given)));
        if (method == HttpMethod.GET
                && operationSchemas.gives().values().stream().anyMatch(OperationSchemas.Given::tagged)) {
            header("If-None-Match");
            answers.addApiResponse("304", new ApiResponse().description("as If-None-Match knows it"));
        }
        if (method == HttpMethod.POST) {
            header("Idempotency-Key");
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> parameter.setDescription(WORDS.get(parameter.getName())));
        }
        problems(!operationSchemas.takes().isEmpty())
                .forEach((status, words) -> answers.addApiResponse(status, problem(words)));
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
        problems.put("400", "a header, a parameter or the JSON makes no sense");
        problems.put("401", "the token is missing or wrong");
        problems.put("421", "without a token: the Host is none of this server's names");
        if (method != HttpMethod.GET) {
            problems.put("403", "a page of another site has sent it");
        }
        if (path.contains("{")) {
            problems.put("404", "there is none of that name");
        }
        boolean changesFlow = path.startsWith("/v1/flows/{id}:");
        boolean changesSchedule = path.contains("schedules") && method != HttpMethod.GET;
        if (method == HttpMethod.POST) {
            problems.put(
                    "409",
                    "the first request with this Idempotency-Key is under way"
                            + (changesSchedule ? ", or the schedule stands in the way" : "")
                            + (changesFlow ? ", or the flow is not in a state for it" : ""));
        } else if (changesSchedule) {
            problems.put("409", "the schedule is declared, or changed by others all the time");
            problems.put("412", "it is not what If-Match says was seen");
        }
        if (path.endsWith("/report")) {
            problems.put("409", "the flow travels in its messages, which nobody measures");
        }
        if (isBlob()) {
            problems.putAll(method == HttpMethod.GET ? UNFIT_RANGE : hasBody ? UNFIT_BLOB : Map.of());
        } else if (hasBody) {
            problems.put("413", "the body is too large");
            problems.put("415", "the body is of another media type");
        }
        if (!isBlob() && (hasBody || method == HttpMethod.POST)) {
            problems.put("422", "the request is invalid, or its Idempotency-Key was used for another one");
        }
        problems.put("503", "broker or store is away");
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

    private static ApiResponse problem(String words) {
        Content content =
                new Content().addMediaType("application/problem+json", new MediaType().schema(reference("Problem")));
        return new ApiResponse().description(words).content(content);
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }
}
