/**
 * YAML files of the operator, bound to records as strictly as configuration is.
 *
 * <p>A file is read completely or not at all. An unknown key, a value of the wrong type, a second document, a file that
 * is too long or does not exist: each is an {@link io.apium.worker.yaml.InvalidFileException} whose message names the
 * file, the key and the rule, and the worker does not start.
 */
@NullMarked
package io.apium.worker.yaml;

import org.jspecify.annotations.NullMarked;
