package io.apium.worker.child;

/**
 * What a child runs.
 *
 * @param main the main class
 * @param setup the first frame, with the tasks and settings
 * @param rehearsal a call without effects, from which the virtual machine learns what to cache
 */
public record ChildBootstrap(Class<?> main, String setup, String rehearsal) {}
