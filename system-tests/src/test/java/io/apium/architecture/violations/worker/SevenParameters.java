package io.apium.architecture.violations.worker;

/** A constructor with seven parameters. */
public class SevenParameters {

    public SevenParameters(int a, int b, int c, int d, int e, int f, int g) {}
}
