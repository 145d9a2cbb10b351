package io.apium.api.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.canvas.ReservedHeaders;
import io.apium.testkit.memory.MemoryBroker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every place where a client may set headers, names or queues, and everything that must not stand there. */
@ApiTest
class HeaderLimitsTest {

    /** The path, a space, and a request with TASK in place of the members of one task. */
    private static final Map<String, String> PLACES = new LinkedHashMap<>();

    static {
        PLACES.put("/options", "/v1/tasks {TASK}");
        PLACES.put("batch", "/v1/tasks:batch [{TASK}]");
        PLACES.put("/options/link/options", "/v1/tasks {\"task\":\"t\",\"options\":{\"link\":{TASK}}}");
        PLACES.put(
                "/options/linkError/1/options",
                "/v1/tasks {\"task\":\"t\",\"options\":{\"linkError\":[{\"task\":\"t\"},{TASK}]}}");
        PLACES.put(
                "/options/link/chain/0/options/link/options",
                "/v1/tasks {\"task\":\"t\",\"options\":{\"link\":"
                        + "{\"chain\":[{\"task\":\"t\",\"options\":{\"link\":{TASK}}}]}}}");
        PLACES.put("/chain/1/options", "/v1/flows {\"chain\":[{\"task\":\"t\"},{TASK}]}");
        PLACES.put("/group/0/options", "/v1/flows {\"group\":[{TASK}]}");
        PLACES.put("/chord/header/0/options", "/v1/flows {\"chord\":{\"header\":[{TASK}],\"body\":{\"task\":\"t\"}}}");
        PLACES.put("/chord/body/options", "/v1/flows {\"chord\":{\"header\":[{\"task\":\"t\"}],\"body\":{TASK}}}");
        PLACES.put("/map/options", "/v1/flows {\"map\":{TASK,\"over\":{\"range\":[0,3]}}}");
        PLACES.put(
                "/map/reduce/options",
                "/v1/flows {\"map\":{\"task\":\"t\",\"over\":{\"range\":[0,3]},\"reduce\":{TASK}}}");
        PLACES.put("/scatter/options", "/v1/flows {\"scatter\":{TASK,\"slices\":2,\"over\":{\"range\":[0,3]}}}");
        PLACES.put("/reduce/options", "/v1/flows {\"reduce\":{TASK,\"over\":{\"range\":[0,3]}}}");
        PLACES.put(
                "/allReduce/each/options",
                "/v1/flows {\"allReduce\":{\"task\":\"t\",\"over\":{\"range\":[0,3]},\"each\":{TASK}}}");
        PLACES.put("/scan/options", "/v1/flows {\"scan\":{TASK,\"slices\":2,\"over\":{\"range\":[0,3]}}}");
        PLACES.put("/dag/a/options", "/v1/flows {\"dag\":{\"a\":{TASK}}}");
        PLACES.put("/undo/options", "/v1/flows {\"task\":\"t\",\"undo\":{TASK}}");
        PLACES.put("/chain/0/options", "/v1/flows:validate {\"chain\":[{TASK}]}");
        PLACES.put("schedule/options", "/v1/schedules {\"name\":\"limits\",\"every\":\"PT1H\",TASK}");
    }

    /** 1, 2, 3 and 4 bytes in UTF-8. */
    private static final List<String> CHARACTERS = List.of("a", "é", "任", "😀");

    @Autowired
    Http http;

    @Autowired
    MemoryBroker broker;

    @Test
    void no_header_that_brokers_or_workers_act_on_can_be_set_at_any_place() {
        List<String> names = new ArrayList<>(
                List.of("CC", "cc", "BCC", "Bcc", "x-delay", "x-match", "X-Death", "x-", "apium_flow", "Apium_retry"));
        names.addAll(ReservedHeaders.NAMES);
        int published = broker.published().size();

        PLACES.forEach((place, request) -> names.forEach(name -> isRefused(
                place, request, "\"headers\":{\"" + name + "\":[\"other\"]}", "/headers/" + name, "reserved")));

        assertThat(broker.published()).hasSize(published);
    }

    @Test
    void no_reserved_queue_can_be_named_at_any_place() {
        for (String queue : List.of("amq.x", "celery.pidbox", "a.celery.pidbox", "celeryev", "celeryev.x")) {
            PLACES.forEach((place, request) ->
                    isRefused(place, request, "\"queue\":\"" + queue + "\"", "/queue", "is reserved"));
        }
    }

    @Test
    void keys_inside_of_headers_have_at_most_255_bytes_of_any_characters() {
        PLACES.forEach((place, request) -> CHARACTERS.forEach(character -> {
            for (int bytes : new int[] {254, 255, 256}) {
                String key = ofBytes(character, bytes);
                String header = "\"headers\":{\"h\":[{\"" + key + "\":1}]}";
                if (bytes <= 255 && place.equals("/options")) {
                    assertThat(send(request, header).status()).isEqualTo(202);
                } else if (bytes > 255) {
                    isRefused(place, request, header, "/headers/h/0/", "at most 255 bytes");
                }
            }
        }));
    }

    @Test
    void names_have_at_most_255_bytes_of_any_characters() {
        PLACES.forEach((place, request) -> CHARACTERS.forEach(character -> {
            for (int bytes : new int[] {254, 255, 256}) {
                String name = ofBytes(character, bytes);
                for (String member : List.of("shadow", "queue")) {
                    String option = "\"" + member + "\":\"" + name + "\"";
                    boolean isName = member.equals("shadow") || !character.equals("😀");
                    if (bytes > 255) {
                        isRefused(place, request, option, "/" + member, "at most 255 bytes");
                    } else if (isName && place.equals("/options")) {
                        assertThat(send(request, option).status()).isEqualTo(202);
                    }
                }
                Answer task = http.post("/v1/tasks", "{\"task\":\"" + name + "\"}");
                assertThat(task.status()).isEqualTo(bytes > 255 ? 422 : 202);
            }
        }));
    }

    @Test
    void names_with_controls_are_refused_with_their_place() {
        for (String control :
                List.of("\\u0000", "\\n", "\\r", "\\u001b[31m", "\\u007f", "\\u0085", "\\u2028", "\\u202e")) {
            String name = "\"a" + control + "b\"";
            assertThat(http.post("/v1/tasks", "{\"task\":" + name + "}").text("/errors/0/pointer"))
                    .isEqualTo("/task");
            PLACES.forEach((place, request) -> {
                isRefused(place, request, "\"shadow\":" + name, "/shadow", "control");
                isRefused(place, request, "\"queue\":" + name, "/queue", "control");
                isRefused(place, request, "\"headers\":{\"h\":{" + name + ":1}}", "/headers/h/", "control");
            });
            for (String member : List.of("task", "queue", "group", "root")) {
                Answer answer = http.post("/v1/tasks:revoke", "{\"" + member + "\":" + name + "}");
                assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
                assertThat(answer.text("/errors/0/pointer")).isEqualTo("/" + member);
            }
            assertThat(http.post("/v1/schedules", "{\"name\":" + name + ",\"task\":\"t\",\"every\":\"PT1H\"}")
                            .text("/errors/0/pointer"))
                    .isEqualTo("/name");
        }
    }

    @Test
    void headers_are_few_small_and_flat() {
        StringBuilder many = new StringBuilder("\"h0\":1");
        for (int i = 1; i <= 100; i++) {
            many.append(",\"h").append(i).append("\":1");
        }
        String deep = "[".repeat(11) + "]".repeat(11);
        PLACES.forEach((place, request) -> {
            isRefused(place, request, "\"headers\":{" + many + "}", "/headers", "at most 100");
            isRefused(place, request, "\"headers\":{\"h\":" + deep + "}", "/headers/h", "at most 10 levels");
            isRefused(
                    place,
                    request,
                    "\"headers\":{\"h\":\"" + "任".repeat(16 * 1024 / 3) + "\"}",
                    "/headers",
                    "at most 16384 bytes");
        });
    }

    /** 16 KB of JSON in the smallest values, each of which AMQP gives a type and a length. */
    @Test
    void headers_that_no_message_can_have_are_refused_with_their_place() {
        for (String value : List.of("\"" + "x".repeat(200_000) + "\"", "[" + "[],".repeat(50_000) + "[]]")) {
            PLACES.forEach((place, request) ->
                    isRefused(place, request, "\"headers\":{\"h\":" + value + "}", "/headers", "exceeds a limit"));
        }
    }

    private void isRefused(String place, String request, String option, String pointer, String detail) {
        Answer answer = send(request, option);
        String errors = place.equals("batch") ? "/items/0/problem/errors/0" : "/errors/0";
        String before = place.startsWith("/") ? place : "/options";

        assertThat(answer.status()).as("%s: %s", place, answer).isEqualTo(422);
        assertThat(answer.text(errors + "/pointer")).as("%s: %s", place, answer).startsWith(before + pointer);
        assertThat(answer.text(errors + "/detail")).as("%s: %s", place, answer).contains(detail);
    }

    private Answer send(String request, String option) {
        int space = request.indexOf(' ');
        String task = "\"task\":\"t\",\"options\":{" + option + "}";
        return http.post(
                request.substring(0, space), request.substring(space + 1).replace("TASK", task));
    }

    private static String ofBytes(String character, int bytes) {
        int each = character.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        return character.repeat(bytes / each) + "b".repeat(bytes % each);
    }
}
