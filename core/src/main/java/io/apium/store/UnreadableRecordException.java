package io.apium.store;

import io.apium.task.ErrorName;

/**
 * The store has data under this key that this version cannot read: it is damaged, of another type, or written by a
 * newer version. Reading it again fails again. The data stays where it is.
 */
@ErrorName("UnreadableRecordException")
public final class UnreadableRecordException extends RuntimeException {

    private final String key;
    private final String reason;

    /**
     * @param key the key in the store
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
