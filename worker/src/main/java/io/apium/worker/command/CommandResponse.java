package io.apium.worker.command;

import io.apium.task.ErrorName;
import io.apium.task.JsonText;
import io.apium.worker.binding.CheckedJson;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The output of a process, parsed as JSON. A result is validated and then passed on as text, so that no number is
 * rounded.
 */
sealed interface CommandResponse {

    record Result(JsonText value) implements CommandResponse {}

    /**
     * @param type the class name of the error
     * @param traceback the stack trace, if the process sent one
     */
    record Problem(String type, String message, @Nullable String traceback) implements CommandResponse {}

    /**
     * Parses the whole output of a one-shot process as the result.
     *
     * @throws JacksonException if the text is not exactly one JSON value
     */
    static Result value(String text) {
        try (JsonParser parser = CheckedJson.OUTSIDE.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new InvalidAnswerException("it is empty");
            }
            parser.skipChildren();
            parser.finishToken();
            if (parser.nextToken() != null) {
                throw new InvalidAnswerException("it has more than one value");
            }
        }
        return new Result(new JsonText(CheckedJson.checked(text.strip())));
    }

    /**
     * Parses the response of a persistent process to a request.
     *
     * @param id the id of the request; the response may omit it, but must not contain another id
     * @throws JacksonException if the line is not a valid response
     */
    static CommandResponse frame(String line, String id) {
        Map<String, String> members = members(line);
        String result = members.get("result");
        String error = members.get("error");
        String answered = members.containsKey("id") ? string(members, "id", "") : id;
        if (!answered.equals(id)) {
            throw new InvalidAnswerException("it is for request " + answered + ", not for " + id);
        }
        if (result != null && error == null) {
            return new Result(new JsonText(CheckedJson.checked(result)));
        }
        if (error == null || result != null) {
            throw new InvalidAnswerException("it must have either a 'result' or an 'error'");
        }
        Map<String, String> problem = members(error);
        return new Problem(
                string(problem, "type", "CommandFailed"),
                string(problem, "message", ""),
                problem.containsKey("traceback") ? string(problem, "traceback", "") : null);
    }

    /** The members of an object, each with its JSON text. */
    private static Map<String, String> members(String text) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = CheckedJson.OUTSIDE.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidAnswerException("it must be an object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                members.put(name, text.substring(start, (int)
                        parser.currentLocation().getCharOffset()));
            }
            if (parser.nextToken() != null) {
                throw new InvalidAnswerException("it has more than one object");
            }
        }
        return members;
    }

    private static String string(Map<String, String> members, String name, String absent) {
        String text = members.get(name);
        if (text == null) {
            return absent;
        }
        try (JsonParser parser = CheckedJson.OUTSIDE.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw new InvalidAnswerException("its '" + name + "' must be a string");
            }
            String value = parser.getString();
            return value.isBlank() ? absent : value;
        }
    }

    /** The output may be JSON, but is not a response. */
    @ErrorName("NotAnAnswer")
    final class InvalidAnswerException extends JacksonException {

        InvalidAnswerException(String message) {
            super(message);
        }
    }
}
