/**
 * Large arguments and results. A {@link io.apium.worker.blob.BlobInvocation} replaces the blobs that a message names by
 * their content before the handler runs; a {@link io.apium.worker.blob.ResultOffload} stores a large result as a blob
 * and returns its name. A blob that is gone fails the attempt; a store that is away requeues its message.
 */
@NullMarked
package io.apium.worker.blob;

import org.jspecify.annotations.NullMarked;
