package io.apium.adapter.celery;

import io.apium.canvas.Canvas;
import io.apium.canvas.Group;
import io.apium.canvas.TaskOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signatures inside one signature object. Each is read once and independently, so that an unreadable one does not
 * make the others or the object unreadable.
 *
 * @param tasks of a chain or a group
 * @param header of a chord, or null in another object
 * @param body of a chord, or null in another object
 * @param links the callbacks
 * @param chord the body of the chord that it is a member of, or null
 */
record InnerSignatures(
        List<Canvas> tasks,
        @Nullable Canvas header,
        @Nullable Canvas body,
        List<Canvas> links,
        List<Canvas> errbacks,
        @Nullable Canvas chord) {

    static InnerSignatures of(UntrustedFields signature, String form) {
        UntrustedFields kwargs = object(signature.raw("kwargs"));
        UntrustedFields options = object(signature.raw("options"));
        boolean isChord = form.equals("chord");
        boolean hasTasks = form.equals("chain") || form.equals("group");
        Object chord = options.raw("chord");
        return new InnerSignatures(
                hasTasks && kwargs.raw("tasks") instanceof List<?> list ? SignatureReader.readAll(list) : List.of(),
                isChord ? header(kwargs.raw("header")) : null,
                isChord ? SignatureReader.read(kwargs.raw("body")) : null,
                SignatureReader.readAll(options.raw("link")),
                SignatureReader.readAll(options.raw("link_error")),
                chord == null ? null : SignatureReader.read(chord));
    }

    /** A list of tasks is a group without options. */
    private static Canvas header(@Nullable Object value) {
        return value instanceof List<?> list
                ? new Group(SignatureReader.readAll(list), TaskOptions.NONE)
                : SignatureReader.read(value);
    }

    private static UntrustedFields object(@Nullable Object value) {
        return new UntrustedFields(value instanceof Map<?, ?> map ? map : Map.of());
    }
}
