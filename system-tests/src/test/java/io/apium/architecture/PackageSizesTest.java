package io.apium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackageSizesTest {

    @Test
    void no_package_is_too_large() {
        assertThat(PackageSizes.tooLarge(SourceFile.all())).isEmpty();
    }

    @Test
    void a_package_with_26_classes_is_reported() {
        assertThat(PackageSizes.tooLarge(classes("api/src/main/java/io/apium/api/planted/", 25)))
                .isEmpty();
        assertThat(PackageSizes.tooLarge(classes("api/src/main/java/io/apium/api/planted/", 26)))
                .containsExactly("io.apium.api.planted has 26 classes, at most 25 are allowed: split the package");
    }

    @Test
    void a_worker_root_with_17_classes_is_reported() {
        assertThat(PackageSizes.tooLarge(classes("worker/src/main/java/io/apium/worker/", 16)))
                .isEmpty();
        assertThat(PackageSizes.tooLarge(classes("worker/src/main/java/io/apium/worker/", 17)))
                .containsExactly("io.apium.worker has 17 classes, at most 16 are allowed: split the package");
    }

    private static List<SourceFile> classes(String folder, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SourceFile(folder + "Planted" + i + ".java", List.of()))
                .toList();
    }
}
