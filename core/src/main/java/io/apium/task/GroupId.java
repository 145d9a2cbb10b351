package io.apium.task;

import io.apium.bound.MessageBounds;
import io.apium.bound.PlainText;

/** The id of a group or chord of tasks: 1 to 255 bytes of UTF-8, a UUID where Apium or Celery makes it. */
public record GroupId(String value) {

    public GroupId {
        PlainText.check(MessageBounds.GROUP_ID, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
