/**
 * Files that operators write: YAML, bound to records as strictly as configuration is.
 *
 * <p>The promise: a file is read whole or not at all. A key that nobody has, a value of another kind, a second document, a
 * file that is too long or is not there: each is a {@link io.apium.worker.yaml.InvalidFileException} whose message names
 * the file, the key and what is wrong with it, and the worker does not start.
 */
@NullMarked
package io.apium.worker.yaml;

import org.jspecify.annotations.NullMarked;
