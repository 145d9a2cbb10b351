package io.apium.worker.child;

/**
 * What children are told.
 *
 * @param main the class with their {@code main}
 * @param setup first of all: what they are to run
 * @param rehearsal an attempt that harms nobody, by which the virtual machine learns what an attempt is
 */
public record ChildBootstrap(Class<?> main, String setup, String rehearsal) {}
