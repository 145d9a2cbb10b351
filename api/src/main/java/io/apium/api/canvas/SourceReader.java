package io.apium.api.canvas;

import io.apium.api.bound.ApiBounds;
import io.apium.api.json.JsonCursor;
import io.apium.bound.PlainText;
import io.apium.flow.plan.ItemSource;
import io.apium.store.BlobId;
import io.apium.store.BlobStore.Blob;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the source of the items of a map. */
final class SourceReader {

    /** The sources of single values. */
    static final Set<String> VALUES = Set.of("range", "items", "result");

    static final Set<String> ANY = Set.of("range", "items", "lines", "records", "result");

    private final Function<BlobId, Optional<Blob>> blobs;

    SourceReader(Function<BlobId, Optional<Blob>> blobs) {
        this.blobs = blobs;
    }

    /** Reads the source; without one, it is the result of the previous step. */
    @Nullable
    ItemSource overOrBefore(JsonCursor cursor, Set<String> known) {
        JsonCursor over = cursor.field("over");
        return over == null ? new ItemSource.Previous() : read(over, known);
    }

    /** Reads a required source. The items are read more than once, so the previous result cannot be used. */
    @Nullable
    ItemSource over(JsonCursor cursor, Set<String> known) {
        JsonCursor over = cursor.field("over");
        if (over == null) {
            cursor.wrong("over", "is missing: this operation needs its own items and cannot use the previous result");
            return null;
        }
        return read(over, known);
    }

    private @Nullable ItemSource read(JsonCursor over, Set<String> known) {
        if (!over.isObjectOf(known)) {
            return null;
        }
        List<String> given = known.stream().filter(over::has).sorted().toList();
        if (given.size() != 1) {
            over.wrong("must have exactly one of "
                    + String.join(", ", known.stream().sorted().toList()) + ", got: "
                    + (given.isEmpty() ? "none" : String.join(", ", given)));
            return null;
        }
        JsonCursor content = over.required(given.getFirst());
        return content == null ? null : source(given.getFirst(), content);
    }

    private @Nullable ItemSource source(String kind, JsonCursor content) {
        return switch (kind) {
            case "range" -> range(content);
            case "items" -> new ItemSource.Items(content.values());
            case "lines" -> lines(content, false);
            case "records" -> lines(content, true);
            default -> {
                String node = content.text(ApiBounds.NODE_NAME);
                yield node == null ? null : new ItemSource.Result(node);
            }
        };
    }

    private @Nullable ItemSource lines(JsonCursor cursor, boolean records) {
        String text = cursor.text(ApiBounds.NODE_NAME);
        if (text == null) {
            return null;
        }
        BlobId id = BlobId.referred(text).orElse(null);
        if (id == null) {
            cursor.wrong("must be blob:sha256: and 64 digits from 0 to f, got: " + PlainText.shown(text));
            return null;
        }
        Blob blob = blobs.apply(id).orElse(null);
        if (blob == null) {
            cursor.wrong("must be a stored blob; this one is unknown or has expired: " + id);
            return null;
        }
        return new ItemSource.Lines(id.value(), blob.bytes(), records);
    }

    private static @Nullable ItemSource range(JsonCursor cursor) {
        List<@Nullable Object> numbers = cursor.values();
        boolean whole = numbers.size() >= 2
                && numbers.size() <= 3
                && numbers.stream().allMatch(number -> number instanceof Integer || number instanceof Long);
        if (!whole) {
            cursor.wrong("must be [from, to] or [from, to, step] with whole numbers of 64 bits");
            return null;
        }
        try {
            ItemSource.Range range =
                    new ItemSource.Range(at(numbers, 0), at(numbers, 1), numbers.size() == 3 ? at(numbers, 2) : 1);
            ApiBounds.RANGE_ITEMS.check(range.size());
            return range;
        } catch (IllegalArgumentException | ArithmeticException e) {
            cursor.wrong("is not a valid range: " + e.getMessage());
            return null;
        }
    }

    private static long at(List<@Nullable Object> numbers, int index) {
        return ((Number) Objects.requireNonNull(numbers.get(index))).longValue();
    }
}
