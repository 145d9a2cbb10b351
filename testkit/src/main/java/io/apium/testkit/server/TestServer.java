package io.apium.testkit.server;

/**
 * A server that a test talks to. {@link #start}, {@link #stop}, {@link #kill}, {@link #pause} and {@link #resume} are
 * refused with {@link UnsupportedOperationException} by a server that was only given by its address.
 */
public sealed interface TestServer extends AutoCloseable permits ChildServer, ContainerServer, ExternalServer {

    /** Where clients connect to, with user and password where there are any. */
    String url();

    /** Starts it again after {@link #stop} or {@link #kill}, where it was and with what it held; waits until it answers. */
    void start();

    /** Stops it regularly, and waits until its process has ended. */
    void stop();

    /** Ends it as a crash does (SIGKILL), and waits until it is gone. */
    void kill();

    /** Freezes it: connections stay open, and nothing is answered. */
    void pause();

    void resume();

    /** Ends it for good and deletes its data. */
    @Override
    void close();
}
