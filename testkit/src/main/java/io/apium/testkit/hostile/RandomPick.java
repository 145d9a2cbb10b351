package io.apium.testkit.hostile;

import java.util.List;
import java.util.SplittableRandom;

/** Draws from a random source. */
final class RandomPick {

    private RandomPick() {}

    @SafeVarargs
    static <T> T one(SplittableRandom random, T... of) {
        return of[random.nextInt(of.length)];
    }

    static <T> T one(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A number where mistakes are likely: the ends of a type, around zero, or any. */
    static long edge(SplittableRandom random) {
        long any = random.nextLong();
        return one(random, 0L, 1L, -1L, 127L, 128L, 255L, 65_535L, 1L << 31, (1L << 31) - 1, -(1L << 31), 1L << 53)
                + one(random, 0L, 0L, Long.MAX_VALUE, Long.MIN_VALUE, any);
    }

    /** So many bytes, most often near the lower end. */
    static int size(SplittableRandom random, int from, int to) {
        double share = Math.pow(random.nextDouble(), 4);
        return from + (int) (share * (to - from));
    }

    static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder(count);
        digits.append((char) ('1' + random.nextInt(9)));
        while (digits.length() < count) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    static String letters(SplittableRandom random, int count) {
        StringBuilder letters = new StringBuilder(count);
        while (letters.length() < count) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }
}
