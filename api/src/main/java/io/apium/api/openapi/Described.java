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
record Described(String path, HttpMethod method, Operation operation) {

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String EVENTS = "text/event-stream";

    private static final Map<String, String> WORDS = Map.of(
            "id", "the id that was given when it was accepted",
            "wait", "how long to wait for the end: 30, 30s or PT30S, 1 to 60 seconds",
            "Prefer", "wait=30: the same (RFC 7240); over 60 it is heard as 60",
            "If-None-Match", "the ETag of what is known already",
            "Last-Event-ID", "the id of the last event that was seen",
            "Idempotency-Key", "the same request with the same key is done once, and answered again for 24 hours");

    void complete() {
        ApiResponses answers = new ApiResponses();
        switch (method) {
            case POST -> post(answers);
            case DELETE -> {
                answers.addApiResponse("202", answer("revoked", view()));
                answers.addApiResponse("204", new ApiResponse().description("it had ended already"));
            }
            case GET -> get(answers);
            case HEAD, OPTIONS, PATCH, PUT, TRACE -> throw new IllegalStateException("nothing is served by " + method);
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> parameter.setDescription(WORDS.get(parameter.getName())));
        }
        problems().forEach((status, words) -> answers.addApiResponse(status, problem(words)));
        operation.setResponses(answers);
    }

    private void post(ApiResponses answers) {
        boolean isBatch = path.endsWith(":batch");
        Schema<?> form = reference(path.contains("flows") ? "Flow" : "Task");
        Content content = new Content();
        content.addMediaType(
                JSON,
                new MediaType()
                        .schema(isBatch ? typed("array").items(form).minItems(1).maxItems(10_000) : form));
        if (isBatch) {
            content.addMediaType(NDJSON, new MediaType().schema(form));
        } else {
            answers.addApiResponse("200", answer("ended in the time that it was waited for", view()));
        }
        operation.setRequestBody(new RequestBody().required(true).content(content));
        header("Idempotency-Key");
        answers.addApiResponse("202", answer("accepted", isBatch ? reference("BatchView") : view()));
    }

    private void get(ApiResponses answers) {
        if (path.endsWith("/events")) {
            Content events = new Content().addMediaType(EVENTS, new MediaType().schema(reference("EventView")));
            answers.addApiResponse(
                    "200",
                    new ApiResponse().description("one event for each change").content(events));
            answers.addApiResponse("204", new ApiResponse().description("the reader has seen the end"));
        } else {
            ApiResponse found = answer("as it is now", view());
            found.addHeaderObject("ETag", new Header().schema(typed("string")));
            answers.addApiResponse("200", found);
            header("If-None-Match");
            answers.addApiResponse("304", new ApiResponse().description("as If-None-Match knows it"));
        }
    }

    private Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put("400", "a header, a parameter or the JSON makes no sense");
        problems.put("401", "the token is missing or wrong");
        if (path.contains("{id}")) {
            problems.put("404", "no such task or flow");
        }
        if (method == HttpMethod.POST) {
            problems.put("409", "the first request with this Idempotency-Key is under way");
            problems.put("413", "the body is too large");
            problems.put("415", "the body is of another media type");
            problems.put("422", "the request is invalid, or its Idempotency-Key was used for another one");
        }
        problems.put("503", "broker or store is away");
        return problems;
    }

    private Schema<?> view() {
        return reference(path.contains("flows") ? "FlowView" : "TaskView");
    }

    private void header(String name) {
        operation.addParametersItem(new Parameter().in("header").name(name).schema(typed("string")));
    }

    private static Schema<?> typed(String type) {
        return new Schema<>().types(Set.of(type));
    }

    private static ApiResponse answer(String words, Schema<?> schema) {
        return new ApiResponse()
                .description(words)
                .content(new Content().addMediaType(JSON, new MediaType().schema(schema)));
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
