package io.apium.task;

/** The name of a group or chord of tasks: 1 to 255 characters, a UUID where Apium or Celery makes it. */
public record GroupId(String value) {

    public GroupId {
        if (value.isBlank() || value.length() > 255) {
            throw new IllegalArgumentException("a group id has 1 to 255 characters, got: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
