/**
 * Ids in paths and in {@code Location}. A task of a Celery client may have any text as its id, so a path has it
 * percent-encoded, and Tomcat is configured to leave such paths unchanged.
 */
@NullMarked
package io.apium.api.path;

import org.jspecify.annotations.NullMarked;
