package io.apium.api.canvas;

import io.apium.api.json.Place;
import io.apium.task.QueueName;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads names: of tasks, of queues, of groups. */
public final class Names {

    private static final int LENGTH_MAX = 255;

    private Names() {}

    public static @Nullable String text(Place place) {
        return place.text(LENGTH_MAX);
    }

    public static @Nullable QueueName queue(Place place) {
        return named(place, QueueName::new);
    }

    /** What {@code form} makes of a name, which throws where it is none. */
    public static <T> @Nullable T named(Place place, Function<String, T> form) {
        String text = text(place);
        try {
            return text == null ? null : form.apply(text);
        } catch (IllegalArgumentException malformed) {
            place.wrong("is wrong: " + malformed.getMessage());
            return null;
        }
    }
}
