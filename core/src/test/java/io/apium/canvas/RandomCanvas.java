package io.apium.canvas;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Canvases of at most some thirty tasks, each task with a name of its own. */
final class RandomCanvas {

    private static final int TASKS = 30;

    private final SplittableRandom random;
    private int named;

    RandomCanvas(SplittableRandom random) {
        this.random = random;
    }

    Canvas canvas(int depth) {
        Canvas canvas = switch (depth == 0 || named > TASKS ? 0 : random.nextInt(6)) {
            case 0, 1 -> signature(depth);
            case 2, 3 -> new Chain(some(1, 4, depth - 1));
            case 4 -> new Group(some(0, 3, depth - 1), TaskOptions.NONE);
            default -> new Chord(some(0, 3, depth - 1), canvas(depth - 1), TaskOptions.NONE);
        };
        Canvas linked = chance(20) ? canvas.linked(some(1, 1, depth - 2)) : canvas;
        return chance(8) ? linked.guarded(some(1, 2, depth - 2)) : linked;
    }

    private List<Canvas> some(int least, int most, int depth) {
        return IntStream.range(0, random.nextInt(least, most + 1))
                .mapToObj(_ -> canvas(Math.max(depth, 0)))
                .toList();
    }

    private Canvas signature(int depth) {
        int number = named++;
        List<Object> args = random.nextBoolean() ? List.of() : List.of(number);
        Signature signature = new Signature("t" + number, args, Map.of(), TaskOptions.NONE, chance(7));
        return depth > 1 && chance(8) ? signature.linked(some(1, 2, depth - 2)) : signature;
    }

    private boolean chance(int oneIn) {
        return named <= TASKS && random.nextInt(oneIn) == 0;
    }
}
