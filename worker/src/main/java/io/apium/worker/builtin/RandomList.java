package io.apium.worker.builtin;

import java.util.SplittableRandom;

/**
 * A summary of a list of random numbers between 0 and 1. The list itself, eight bytes per number, is created and read
 * once, so that the task is limited by memory access.
 *
 * @param size the length of the list
 * @param checksum the exclusive or of the bits of all numbers, in hexadecimal
 */
public record RandomList(int size, double mean, String checksum) {

    private static final int SIZE_MAX = BuiltinBounds.RANDOM_LIST.intMax();

    /**
     * The same seed gives the same list.
     *
     * @param size 1 to 50,000,000
     */
    public static RandomList of(int size, long seed) {
        if (size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException("size must be 1 to " + SIZE_MAX + ", got: " + size);
        }
        double[] numbers = new double[size];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            numbers[i] = random.nextDouble();
        }
        double sum = 0;
        long checksum = 0;
        for (double number : numbers) {
            sum += number;
            checksum ^= Double.doubleToLongBits(number);
        }
        return new RandomList(size, sum / size, Long.toHexString(checksum));
    }
}
