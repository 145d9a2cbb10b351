package io.apium.worker.child;

/**
 * The program of a child: its main class, first frame and trial call.
 *
 * @param main the main class
 * @param setup the first frame, with the tasks and settings
 * @param rehearsal an encoded call without side effects; a child runs it while its JVM records the AOT cache
 */
public record ChildBootstrap(Class<?> main, String setup, String rehearsal) {}
