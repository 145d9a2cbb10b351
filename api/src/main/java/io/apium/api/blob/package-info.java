/**
 * Blobs: content that is too large for a message, brought and fetched as a stream. Nothing here holds more of one than a
 * buffer, whatever its size; the store has it in pieces ({@link io.apium.store.BlobStore}).
 *
 * <pre>
 *   PUT, and it is new                              201, Location
 *   PUT, and it was there                           200, Location; its life is extended, its media type stays
 *   PUT of more than apium.api.max-blob-size       413; at once where Content-Length says so
 *   PUT, and Repr-Digest or Content-Digest differ   422
 *   PUT, and the body breaks off                    400, when there is anybody left to hear it
 *   GET, HEAD                                       200, 304, 404
 *   GET with a Range                                206, 416; all of it (200) when there are several, when the header makes
 *                                                   no sense, and when If-Range names something else
 * </pre>
 *
 * <p>A refused or broken upload leaves no blob. A blob that goes while it is sent has promised a length that it cannot keep:
 * the connection is cut, so that nobody takes the part for the whole.
 *
 * <p>The entity tag is the blob's id, since what a blob holds never changes; {@code Sunset} (RFC 8594) says when it is
 * forgotten. Content comes back with the media type that it was brought with, and is marked so that no browser runs it.
 */
@NullMarked
package io.apium.api.blob;

import org.jspecify.annotations.NullMarked;
