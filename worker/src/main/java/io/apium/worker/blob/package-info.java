/**
 * Large arguments and results. A {@link io.apium.worker.blob.BlobInvocation} replaces the blob references in a message
 * by the content of the blobs before the handler runs; a {@link io.apium.worker.blob.ResultOffload} stores a result
 * that is too large for a record as a blob, and the record contains a reference to the blob. If a blob has expired or
 * was deleted, the task fails; if the store does not answer before the call, the message is requeued; if a result
 * cannot be stored as a blob, the record contains the result.
 */
@NullMarked
package io.apium.worker.blob;

import org.jspecify.annotations.NullMarked;
