package io.apium.store;

import io.apium.task.ErrorName;
import java.io.IOException;

/** A blob does not exist: it expired, was deleted, or was never stored. */
@ErrorName("BlobGone")
public final class BlobGoneException extends IOException {

    /** @param at the first byte that could not be read */
    public BlobGoneException(BlobId id, long at) {
        super(id + " cannot be read from byte " + at + " on: it expired or was deleted");
    }
}
