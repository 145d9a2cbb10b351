package io.apium.store;

import io.apium.task.ErrorName;
import java.io.IOException;

/** A blob that is not there, or not any more: it expired, was deleted, or was never kept. */
@ErrorName("BlobGone")
public final class BlobGoneException extends IOException {

    /** @param at the first byte that could not be had */
    public BlobGoneException(BlobId id, long at) {
        super(id + " cannot be read from byte " + at + " on: it expired or was deleted");
    }
}
