package io.apium.architecture.sins.worker;

/** A class that needs seven things. */
public class WantsEverything {

    public WantsEverything(int a, int b, int c, int d, int e, int f, int g) {}
}
