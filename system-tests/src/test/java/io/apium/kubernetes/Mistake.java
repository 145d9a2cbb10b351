package io.apium.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A change that makes the rendering for production invalid.
 *
 * @param resource kind and name
 * @param pointer where in it, as a JSON pointer
 * @param yaml the new value there; empty to remove the value
 * @param words what the complaint has to contain
 */
record Mistake(String resource, String pointer, String yaml, List<String> words) {

    private static final List<JsonNode> DOCUMENTS = RenderedOverlay.PRODUCTION.documents();
    private static final Cluster GOOD = RenderedOverlay.PRODUCTION.cluster();

    Mistake(String resource, String pointer, String yaml, String... words) {
        this(resource, pointer, yaml, List.of(words));
    }

    /** @throws InvalidManifestException where the resource cannot even be read any more */
    Cluster planted() {
        List<Manifest> manifests = new ArrayList<>(GOOD.manifests());
        manifests.removeIf(manifest -> manifest.name().equals(resource));
        if (!pointer.isEmpty()) {
            manifests.add(Schema.read(changed()));
        }
        return Cluster.of(manifests, GOOD.requiredSecrets());
    }

    private JsonNode changed() {
        JsonNode document = DOCUMENTS.stream()
                .filter(each -> resource.equals(each.path("kind").asText() + "/"
                        + each.path("metadata").path("name").asText()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no " + resource))
                .deepCopy();
        JsonPointer where = JsonPointer.compile(pointer);
        JsonNode parent = document.at(where.head());
        String last = where.last().getMatchingProperty();
        switch (parent) {
            case ObjectNode object when yaml.isEmpty() -> object.remove(last);
            case ObjectNode object -> object.set(last, Schema.documents(yaml).getFirst());
            case ArrayNode array when yaml.isEmpty() -> array.remove(Integer.parseInt(last));
            case ArrayNode array ->
                array.set(Integer.parseInt(last), Schema.documents(yaml).getFirst());
            default -> throw new NoSuchElementException(resource + " has nothing at " + where.head());
        }
        return document;
    }

    @Override
    public String toString() {
        return resource + " " + pointer + (yaml.isEmpty() ? " removed" : " is " + yaml);
    }
}
