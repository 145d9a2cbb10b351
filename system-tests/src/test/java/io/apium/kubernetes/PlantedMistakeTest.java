package io.apium.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rendering is good; one thing in it is made wrong; that thing is complained of. */
class PlantedMistakeTest {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                        PlantedMistakes.unknownFields(),
                        PlantedMistakes.wrongTypes(),
                        PlantedMistakes.ofPods(),
                        PlantedMistakes.ofReferences(),
                        PlantedMistakes.ofScale(),
                        PlantedMistakes.ofNetworks(),
                        PlantedMistakes.ofSettings())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_planted_mistake_is_complained_of(Mistake mistake) {
        assertThat(complaints(mistake))
                .anySatisfy(complaint -> assertThat(complaint).contains(mistake.words()));
    }

    @Test
    void a_key_that_is_said_twice_is_no_yaml() {
        assertThatThrownBy(() -> Schema.documents("spec: {replicas: 1}\nspec: {replicas: 2}"))
                .hasMessageContaining("Duplicate field 'spec'");
    }

    private static List<String> complaints(Mistake mistake) {
        try {
            return mistake.planted().complaints();
        } catch (InvalidManifestException refused) {
            return List.of(String.valueOf(refused.getMessage()));
        }
    }
}
