package io.apium.worker.builtin;

import io.apium.worker.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts words of chunks, and merges the counts. */
final class TextTasks {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    @Task("text.word_count")
    Map<String, Long> wordCount(String text) {
        Map<String, Long> counts = new HashMap<>();
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            counts.merge(words.group(), 1L, Long::sum);
        }
        return counts;
    }

    @Task("text.merge_counts")
    Map<String, Long> mergeCounts(List<Map<String, Long>> parts) {
        Map<String, Long> all = new TreeMap<>();
        parts.forEach(part -> part.forEach((word, count) -> all.merge(word, count, Long::sum)));
        return all;
    }
}
