package io.apium.worker.builtin;

/**
 * The number of steps from a number to 1, when an even number is halved and an odd one becomes three times itself plus
 * one. Counting them needs CPU time and no memory. The results are known: below ten, a thousand, a million and ten
 * million the longest chains start at 9, 871, 837,799 and 8,400,511 and have 19, 178, 524 and 685 steps.
 */
public record CollatzChain(long start, int steps) {

    private static final int STARTS_MAX = BuiltinBounds.COLLATZ_STARTS.intMax();

    private static final long START_MAX = BuiltinBounds.COLLATZ_START.max();

    /**
     * The longest chain of a range of starts; the first one if several are equally long.
     *
     * @param first 1 or more
     * @param starts the length of the range, 1 to 10,000,000; its last start must be at most 1,000,000,000
     */
    public static CollatzChain longest(long first, int starts) {
        if (starts < 1 || starts > STARTS_MAX) {
            throw new IllegalArgumentException("starts must be 1 to " + STARTS_MAX + ", got: " + starts);
        }
        if (first < 1 || first > START_MAX - starts + 1) {
            throw new IllegalArgumentException(
                    "first must be at least 1 and the last start at most " + START_MAX + ", got: " + first);
        }
        CollatzChain longest = new CollatzChain(first, steps(first));
        for (long start = first + 1; start < first + starts; start++) {
            int steps = steps(start);
            if (steps > longest.steps) {
                longest = new CollatzChain(start, steps);
            }
        }
        return longest;
    }

    private static int steps(long start) {
        int steps = 0;
        for (long number = start; number != 1; number = number % 2 == 0 ? number / 2 : 3 * number + 1) {
            steps++;
        }
        return steps;
    }
}
