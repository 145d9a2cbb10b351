package io.apium.store;

import io.apium.task.ErrorName;

/**
 * The store holds something under this key that this version cannot read: it was damaged, is of another type, or a newer
 * version wrote it. Asking again fails again. The bytes stay where they are.
 */
@ErrorName("UnreadableRecordException")
public final class UnreadableRecordException extends RuntimeException {

    private final String key;
    private final String reason;

    /**
     * @param key what the store calls it
     * @param reason why it cannot be read, in a sentence
     */
    public UnreadableRecordException(String key, String reason) {
        super("the store's " + key + " cannot be read: " + reason);
        this.key = key;
        this.reason = reason;
    }

    public String key() {
        return key;
    }

    public String reason() {
        return reason;
    }
}
