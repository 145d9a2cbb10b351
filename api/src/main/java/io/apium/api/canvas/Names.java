package io.apium.api.canvas;

import io.apium.api.json.Place;
import io.apium.bound.Bound;
import io.apium.bound.MessageBounds;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads names: of tasks, of queues, of groups. */
public final class Names {

    private Names() {}

    public static @Nullable String task(Place place) {
        return place.text(MessageBounds.TASK_NAME);
    }

    public static @Nullable QueueName queue(Place place) {
        return named(place, MessageBounds.QUEUE_NAME, QueueName::new);
    }

    public static @Nullable GroupId group(Place place) {
        return named(place, MessageBounds.GROUP_ID, GroupId::new);
    }

    public static @Nullable TaskId id(Place place) {
        return named(place, MessageBounds.TASK_ID, TaskId::new);
    }

    /** What {@code form} makes of a name, which throws where it is none. */
    private static <T> @Nullable T named(Place place, Bound bound, Function<String, T> form) {
        String text = place.text(bound);
        try {
            return text == null ? null : form.apply(text);
        } catch (IllegalArgumentException malformed) {
            place.wrong("is wrong: " + malformed.getMessage());
            return null;
        }
    }
}
