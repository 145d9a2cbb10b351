package io.apium.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Content too large for a message, named by its SHA-256, which expires after a time.
 *
 * <p>A blob is written and read in pieces, and is never in memory as a whole. It exists after its last piece was
 * written, and not before; its content never changes.
 *
 * <pre>
 *   the content breaks off while it is written    there is no blob; its pieces are deleted, or expire
 *   two clients write the same content at once    both receive one blob, and one of them that it is new
 *   it expires or is deleted while it is read     the reader gets BlobGoneException, and never wrong or missing bytes
 * </pre>
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store does not answer in time; the streams do so
 * too. Find, read and touch throw {@link UnreadableRecordException} where the metadata of a blob cannot be read;
 * writing its content again repairs it.
 */
public interface BlobStore {

    /**
     * Stores the rest of the content. When the same content is stored already, its life is extended instead, and its
     * type stays.
     *
     * @param type its media type
     * @param life how long it is kept, at least a millisecond
     * @throws IOException when the content cannot be read to its end, in which case nothing is stored; any exception of
     *     the stream is rethrown
     */
    Written write(InputStream content, String type, Duration life) throws IOException;

    Optional<Blob> find(BlobId id);

    /**
     * A part of a blob as a stream, which the caller closes. It holds one piece at a time, and skips without reading.
     *
     * @param from the first byte, from 0 to the size
     * @param bytes the length, to the end of the blob at most
     * @throws BlobGoneException when there is no such blob; the stream throws it when the blob is removed meanwhile
     * @throws IllegalArgumentException when the blob has no such part
     */
    InputStream read(BlobId id, long from, long bytes) throws BlobGoneException;

    /** Keeps the blob for at least {@code life} from now on; a longer life is not shortened. */
    Optional<Blob> touch(BlobId id, Duration life);

    /** Returns whether there was one. */
    boolean delete(BlobId id);

    /**
     * The metadata of a blob.
     *
     * @param bytes its size
     * @param type its media type
     * @param expires when it expires
     */
    record Blob(BlobId id, long bytes, String type, Instant expires) {

        /** @throws IllegalArgumentException when it has no such part */
        public void checkPart(long from, long length) {
            if (from < 0 || length < 0 || from > bytes - length) {
                throw new IllegalArgumentException(id + " has " + bytes + " bytes; a part of " + length + " bytes from "
                        + from + " is out of range");
            }
        }
    }

    /** @param isNew false when it existed already */
    record Written(Blob blob, boolean isNew) {}
}
