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
 * What a process has written, read as JSON. A result is checked and then handed on as it stands: no number of it is ever
 * rounded on its way.
 */
sealed interface CommandResponse {

    record Result(JsonText value) implements CommandResponse {}

    /**
     * @param type the name of the error's class
     * @param traceback where it happened, if that was said
     */
    record Problem(String type, String message, @Nullable String traceback) implements CommandResponse {}

    /**
     * All of it is the result.
     *
     * @throws JacksonException when it is not one value
     */
    static Result value(String text) {
        try (JsonParser parser = CheckedJson.OUTSIDE.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new InvalidAnswerException("it is empty");
            }
            parser.skipChildren();
            parser.finishToken();
            if (parser.nextToken() != null) {
                throw new InvalidAnswerException("there is more after the first value");
            }
        }
        return new Result(new JsonText(CheckedJson.checked(text.strip())));
    }

    /**
     * The answer to a frame.
     *
     * @param id what the answer is to; it may say so, and must not say another
     * @throws JacksonException when it is none
     */
    static CommandResponse frame(String line, String id) {
        Map<String, String> members = members(line);
        String result = members.get("result");
        String error = members.get("error");
        String answered = members.containsKey("id") ? string(members, "id", "") : id;
        if (!answered.equals(id)) {
            throw new InvalidAnswerException("it answers " + answered + ", and " + id + " was asked");
        }
        if (result != null && error == null) {
            return new Result(new JsonText(CheckedJson.checked(result)));
        }
        if (error == null || result != null) {
            throw new InvalidAnswerException("it has either a 'result' or an 'error'");
        }
        Map<String, String> problem = members(error);
        return new Problem(
                string(problem, "type", "CommandFailed"),
                string(problem, "message", ""),
                problem.containsKey("traceback") ? string(problem, "traceback", "") : null);
    }

    /** The members of an object, each as the text that it stands there with. */
    private static Map<String, String> members(String text) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = CheckedJson.OUTSIDE.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidAnswerException("it is not an object");
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
                throw new InvalidAnswerException("there is more after the object");
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
                throw new InvalidAnswerException("its '" + name + "' is not a string");
            }
            String value = parser.getString();
            return value.isBlank() ? absent : value;
        }
    }

    /** JSON it may be, but not what was asked for. */
    @ErrorName("NotAnAnswer")
    final class InvalidAnswerException extends JacksonException {

        InvalidAnswerException(String message) {
            super(message);
        }
    }
}
