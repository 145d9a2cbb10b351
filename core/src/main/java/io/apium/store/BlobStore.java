package io.apium.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Content too large for a message, named by its SHA-256 and forgotten after a time.
 *
 * <p>A blob goes in and comes out in pieces, and is never in memory as a whole. It is there when its last piece is, and not
 * before; what it holds never changes.
 *
 * <pre>
 *   the content breaks off while it is written    there is no blob; its pieces are deleted, or expire by themselves
 *   two write the same at once                    both are told of one blob, and one of them that it is new
 *   it expires or is deleted while it is read     the reader gets BlobGoneException, and never wrong or missing bytes
 * </pre>
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store does not answer in time; the streams do so too.
 * Find, read and touch throw {@link UnreadableRecordException} where what is known of a blob cannot be read; writing its
 * content again mends that.
 */
public interface BlobStore {

    /**
     * Keeps what is left of the content. When the same is there already, its life is extended instead, and its type stays
     * the one it has.
     *
     * @param type its media type
     * @param life how long it is kept, at least a millisecond
     * @throws IOException when the content cannot be read to its end, in which case nothing is kept: what the stream
     *     throws, of whatever type, is thrown on
     */
    Written write(InputStream content, String type, Duration life) throws IOException;

    Optional<Blob> find(BlobId id);

    /**
     * A part of a blob as a stream, which is to be closed. It holds one piece at most, and skips without reading.
     *
     * @param from the first byte, from 0 to the size
     * @param bytes how many, to the end of the blob at most
     * @throws BlobGoneException when there is none; the stream throws it when there is none any more
     * @throws IllegalArgumentException when the blob has no such part
     */
    InputStream read(BlobId id, long from, long bytes) throws BlobGoneException;

    /** Lets it live for {@code life} from now on, or longer when it has longer: nothing makes a life shorter. */
    Optional<Blob> touch(BlobId id, Duration life);

    /** Whether there was one. */
    boolean delete(BlobId id);

    /**
     * What is known of a blob.
     *
     * @param bytes its size
     * @param type its media type
     * @param expires when it is forgotten
     */
    record Blob(BlobId id, long bytes, String type, Instant expires) {

        /** @throws IllegalArgumentException when it has no such part */
        public void checkPart(long from, long length) {
            if (from < 0 || length < 0 || from > bytes - length) {
                throw new IllegalArgumentException(
                        id + " has " + bytes + " bytes: there are no " + length + " from " + from + " on");
            }
        }
    }

    /** @param isNew false when it was there already */
    record Written(Blob blob, boolean isNew) {}
}
