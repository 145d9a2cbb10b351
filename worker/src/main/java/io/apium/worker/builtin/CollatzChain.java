package io.apium.worker.builtin;

/**
 * How many steps it takes from a number to 1, when an even number is halved and an odd one becomes three times itself and
 * one more. Counting them needs a processor and no memory. The answers are known: below ten, a thousand, a million and ten
 * million the longest chains start at 9, 871, 837,799 and 8,400,511 and have 19, 178, 524 and 685 steps.
 */
public record CollatzChain(long start, int steps) {

    private static final int STARTS_MAX = BuiltinBounds.COLLATZ_STARTS.intMax();

    private static final long START_MAX = BuiltinBounds.COLLATZ_START.max();

    /**
     * The longest of the chains that start at {@code first} and the numbers after it; the first of equally long ones.
     *
     * @param first 1 or more
     * @param starts how many numbers are tried, 1 to 10,000,000, the last of them at most 1,000,000,000
     */
    public static CollatzChain longest(long first, int starts) {
        if (starts < 1 || starts > STARTS_MAX) {
            throw new IllegalArgumentException("starts is 1 to " + STARTS_MAX + ", got: " + starts);
        }
        if (first < 1 || first > START_MAX - starts + 1) {
            throw new IllegalArgumentException(
                    "first is 1 or more and the last start at most " + START_MAX + ", got: " + first);
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
