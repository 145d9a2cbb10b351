package io.apium.worker.child;

/** The child that made an attempt is gone, and nobody knows how far it had come. */
public final class ChildLost extends Exception {

    public ChildLost(String reason) {
        super(reason);
    }
}
