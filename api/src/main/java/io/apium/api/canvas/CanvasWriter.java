package io.apium.api.canvas;

import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.UnreadableSignature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a canvas in the JSON of requests, from which {@link CanvasReader} reads the same canvas. */
final class CanvasWriter {

    private CanvasWriter() {}

    static List<Map<String, Object>> writeAll(List<Canvas> canvases) {
        return canvases.stream().map(CanvasWriter::write).toList();
    }

    static Map<String, Object> write(Canvas canvas) {
        return switch (canvas) {
            case Signature signature -> task(signature);
            case Chain chain -> Map.of("chain", writeAll(chain.steps()));
            case Group group -> Map.of("group", writeAll(group.tasks()));
            case Chord chord -> {
                Map<String, Object> form = new LinkedHashMap<>();
                form.put("header", writeAll(chord.header()));
                form.put("body", write(chord.body()));
                yield Map.of("chord", form);
            }
            case UnreadableSignature unreadable -> Map.of("unreadable", unreadable.reason());
        };
    }

    private static Map<String, Object> task(Signature signature) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("task", signature.task());
        put(form, "args", signature.args().isEmpty() ? null : signature.args());
        put(form, "kwargs", signature.kwargs().isEmpty() ? null : signature.kwargs());
        put(form, "options", OptionsWriter.write(signature.options()));
        put(form, "immutable", signature.immutable() ? true : null);
        return form;
    }

    static void put(Map<String, Object> form, String name, @Nullable Object value) {
        if (value != null) {
            form.put(name, value);
        }
    }
}
