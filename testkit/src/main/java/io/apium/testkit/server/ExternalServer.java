package io.apium.testkit.server;

/** A server that the tests did not start and cannot stop. */
record ExternalServer(String url) implements TestServer {

    @Override
    public void start() {
        throw refusal();
    }

    @Override
    public void stop() {
        throw refusal();
    }

    @Override
    public void kill() {
        throw refusal();
    }

    @Override
    public void pause() {
        throw refusal();
    }

    @Override
    public void resume() {
        throw refusal();
    }

    @Override
    public void close() {}

    private UnsupportedOperationException refusal() {
        return new UnsupportedOperationException("the server at " + url + " was given by its address: "
                + "a test that ends servers needs one of its own, from started()");
    }
}
