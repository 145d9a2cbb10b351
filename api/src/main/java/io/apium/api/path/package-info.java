/**
 * Ids as they stand in paths and in {@code Location}. A task of a Celery client may have any text as its id, so a path has
 * it percent-encoded, and Tomcat hands such paths on as they came.
 */
@NullMarked
package io.apium.api.path;

import org.jspecify.annotations.NullMarked;
