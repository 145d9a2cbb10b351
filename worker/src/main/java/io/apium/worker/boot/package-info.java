/**
 * Starts the worker as a Spring Boot application: auto-configuration, health indicators, and errors of the
 * configuration without a stack trace.
 */
@NullMarked
package io.apium.worker.boot;

import org.jspecify.annotations.NullMarked;
