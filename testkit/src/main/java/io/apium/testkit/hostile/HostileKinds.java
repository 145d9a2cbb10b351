package io.apium.testkit.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Named kinds of one sort of input. Each makes values from a random source; equal sources give equal values. */
public final class HostileKinds<T> {

    private final Map<String, Maker<T>> makers;

    /** Makes values of one kind. */
    @FunctionalInterface
    public interface Maker<T> {

        T make(SplittableRandom random);
    }

    /** A value of a kind: made whenever it is asked for, since it may be large, and always the same. */
    public record Sample<T>(String kind, Maker<T> maker, long seed) {

        public T value() {
            return maker.make(new SplittableRandom(seed));
        }
    }

    private HostileKinds(Map<String, Maker<T>> makers) {
        this.makers = makers;
    }

    public static <T> HostileKinds<T> none() {
        return new HostileKinds<>(new LinkedHashMap<>());
    }

    /** These and another. Names are unique. */
    public HostileKinds<T> with(String kind, Maker<T> maker) {
        Map<String, Maker<T>> more = new LinkedHashMap<>(makers);
        if (more.put(kind, maker) != null) {
            throw new IllegalArgumentException("there are two kinds of the name '" + kind + "'");
        }
        return new HostileKinds<>(more);
    }

    public HostileKinds<T> with(HostileKinds<T> others) {
        Map<String, Maker<T>> all = new LinkedHashMap<>(makers);
        all.putAll(others.makers);
        if (all.size() < makers.size() + others.makers.size()) {
            throw new IllegalArgumentException("two kinds have one name: " + others.names());
        }
        return new HostileKinds<>(all);
    }

    /** Each of these put into something else, under a longer name. */
    public <R> HostileKinds<R> in(String place, Function<T, R> wrap) {
        return in(place, (value, _) -> wrap.apply(value));
    }

    /** The same where the rest is random too. */
    public <R> HostileKinds<R> in(String place, Wrapper<T, R> wrap) {
        Map<String, Maker<R>> wrapped = new LinkedHashMap<>();
        makers.forEach(
                (kind, maker) -> wrapped.put(place + ": " + kind, random -> wrap.wrap(maker.make(random), random)));
        return new HostileKinds<>(wrapped);
    }

    /** Puts a value into something else. */
    @FunctionalInterface
    public interface Wrapper<T, R> {

        R wrap(T value, SplittableRandom random);
    }

    /** Those whose name is wanted. */
    public HostileKinds<T> where(Predicate<String> wanted) {
        Map<String, Maker<T>> fewer = new LinkedHashMap<>(makers);
        fewer.keySet().removeIf(wanted.negate());
        return new HostileKinds<>(fewer);
    }

    public List<String> names() {
        return List.copyOf(makers.keySet());
    }

    public T make(String kind, SplittableRandom random) {
        Maker<T> maker = makers.get(kind);
        if (maker == null) {
            throw new IllegalArgumentException("there is no kind '" + kind + "'");
        }
        return maker.make(random);
    }

    /** Values without end: all kinds in an order that the seed says, then all again in another. */
    public Stream<Sample<T>> samples(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Stream.generate(() -> shuffled(random)).flatMap(List::stream);
    }

    private List<Sample<T>> shuffled(SplittableRandom random) {
        List<Sample<T>> samples = new ArrayList<>();
        makers.forEach((kind, maker) -> samples.add(new Sample<>(kind, maker, random.nextLong())));
        Collections.shuffle(samples, Random.from(random));
        return samples;
    }
}
