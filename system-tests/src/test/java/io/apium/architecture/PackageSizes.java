package io.apium.architecture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rule on the number of classes in a package of a product module; testkit has one test contract for each port. */
final class PackageSizes {

    private static final int CLASSES = 25;
    /** The root of the worker is the API for tasks in Java, which must fit on a page. */
    private static final Map<String, Integer> SMALLER = Map.of("io.apium.worker", 16);

    private PackageSizes() {}

    static List<String> tooLarge(List<SourceFile> files) {
        Map<String, Long> sizes = files.stream()
                .filter(file -> file.isMainClass() && !file.module().equals("testkit"))
                .map(PackageSizes::packageOf)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return sizes.entrySet().stream()
                .filter(size -> size.getValue() > SMALLER.getOrDefault(size.getKey(), CLASSES))
                .map(size -> size.getKey() + " has " + size.getValue() + " classes, at most "
                        + SMALLER.getOrDefault(size.getKey(), CLASSES) + " are allowed: split the package")
                .toList();
    }

    private static String packageOf(SourceFile file) {
        return file.className().substring(0, file.className().lastIndexOf('.'));
    }
}
