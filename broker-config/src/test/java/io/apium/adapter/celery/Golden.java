package io.apium.adapter.celery;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a real Celery sent and stored, from the golden files. */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    record Message(String name, BasicProperties properties, Map<String, @Nullable Object> headers, String body) {

        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Every message of a folder, in the order of the files' names. */
    static Stream<Message> messages(String folder) {
        return files(folder).flatMap(file -> {
            List<Message> messages = new ArrayList<>();
            JsonNode tree = PythonJson.MAPPER.readTree(file.toFile());
            for (JsonNode node : tree.path("messages")) {
                messages.add(message(file.getFileName() + "#" + messages.size(), node));
            }
            return messages.stream();
        });
    }

    static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (sorted.isEmpty()) {
                throw new IllegalStateException("no golden files in " + folder);
            }
            return sorted.stream();
        } catch (IOException unreadable) {
            throw new IllegalStateException("golden files are missing: " + folder, unreadable);
        }
    }

    private static Message message(String name, JsonNode node) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> header : node.path("headers").properties()) {
            headers.put(
                    header.getKey(),
                    PythonJson.MAPPER.convertValue(header.getValue().path("value"), Object.class));
        }
        JsonNode properties = node.path("properties");
        BasicProperties amqp = new BasicProperties.Builder()
                .contentType(properties.path("content_type").asString())
                .contentEncoding(properties.path("content_encoding").asString())
                .deliveryMode(properties.path("delivery_mode").asInt())
                .priority(properties.path("priority").asInt())
                .correlationId(properties.path("correlation_id").asString())
                .replyTo(properties.path("reply_to").asString())
                .headers(headers)
                .build();
        return new Message(name, amqp, headers, node.path("body").asString());
    }
}
