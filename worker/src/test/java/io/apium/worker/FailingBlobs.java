package io.apium.worker;

import io.apium.store.BlobGoneException;
import io.apium.store.BlobId;
import io.apium.store.BlobStore;
import io.apium.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A blob store whose next {@code outages} calls fail with {@link StoreUnavailableException}. */
public record FailingBlobs(BlobStore blobs, AtomicInteger outages) implements BlobStore {

    private void reach() {
        if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StoreUnavailableException("the blobs were told to be away", null);
        }
    }

    @Override
    public Written write(InputStream content, String type, Duration life) throws IOException {
        reach();
        return blobs.write(content, type, life);
    }

    @Override
    public Optional<Blob> find(BlobId id) {
        reach();
        return blobs.find(id);
    }

    @Override
    public InputStream read(BlobId id, long from, long bytes) throws BlobGoneException {
        reach();
        return blobs.read(id, from, bytes);
    }

    @Override
    public Optional<Blob> touch(BlobId id, Duration life) {
        return blobs.touch(id, life);
    }

    @Override
    public boolean delete(BlobId id) {
        return blobs.delete(id);
    }
}
