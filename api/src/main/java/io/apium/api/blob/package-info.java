/**
 * Blobs: content that is too large for a message, uploaded and downloaded as a stream. The API never has more than a
 * buffer of a blob in memory; Redis has it in chunks ({@link io.apium.store.BlobStore}).
 *
 * <pre>
 *   PUT, of a new blob                              201, Location
 *   PUT of a stored blob                            200, Location; its expiry is extended, its media type stays
 *   PUT of more than apium.api.max-blob-size        413; at once when Content-Length is too large
 *   PUT, and Repr-Digest or Content-Digest differ   422
 *   PUT, and the body is incomplete                 400, if the client is still connected
 *   GET, HEAD                                       200, 304, 404
 *   GET with a Range                                206, 416; 200 with the whole content for several ranges, an
 *                                                   invalid header, or an If-Range that does not match
 * </pre>
 *
 * <p>A rejected or interrupted upload leaves no blob. When a blob expires during its download, the server closes the
 * connection, so that the client does not take the part for the whole.
 *
 * <p>The ETag is the id of the blob, because its content never changes; {@code Sunset} (RFC 8594) has its expiry. The
 * content is returned with the media type of its upload and with headers that prevent a browser from executing it.
 */
@NullMarked
package io.apium.api.blob;

import org.jspecify.annotations.NullMarked;
