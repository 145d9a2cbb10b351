package io.apium.task;

import java.util.regex.Pattern;

/** The name of a queue: 1 to 200 letters, digits, and the characters {@code . _ : @ / -}. */
public record QueueName(String name) {

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}._:@/-]{1,200}");

    /** Celery's default queue, and ours. */
    public static final QueueName DEFAULT = new QueueName("celery");

    public QueueName {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a queue's name has 1 to 200 letters, digits or . _ : @ / - characters, got: '" + name + "'");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
