package io.apium.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule on words that no text of Apium uses, because a reader cannot know who or what they mean.
 *
 * <pre>
 *   text                                                           checked in
 *   ─────────────────────────────────────────────────────────────  ──────────────────────────────────────
 *   string literals of log calls and of new exceptions             main code of all modules
 *   documents, without code blocks                                 docs, and the pages at the root
 *   comments and Javadoc                                           main code and tests of all modules
 * </pre>
 */
final class Prose {

    private static final Pattern BANNED = Pattern.compile(
            "\\b(whoever|somebody|nobody|anybody|everybody|anew|owes?|owed|of ours|in good order|by and by|in hand"
                    + "|c[ao]mes? to (?!an end)|stands? for|stands|(?:is|are|was|were) told|none the less|all the same"
                    + "|houses?|rooms?|sins?|doors?|roads?|debts?|porter|warden|appetite|verdicts?|misconduct)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Names from code and formats by file, such as the sine function of the expression language. */
    private static final Map<String, List<String>> ALLOWED = Map.ofEntries(
            Map.entry("docs/gpu-tasks.md", List.of("`sin`")),
            Map.entry("gpu-worker/src/main/java/io/apium/gpu/expression/package-info.java", List.of(" sin ")),
            Map.entry("broker-config/src/main/java/io/apium/adapter/record/EntryCodec.java", List.of("\"stands\"")));

    private static final Pattern MESSAGE = Pattern.compile(
            "\\b(?:(?:log|LOG|logger)\\.(?:trace|debug|info|warn|error)|new \\w*(?:Exception|Error|Problem))\\(");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)(?<=^|\\s)//[^\\n]*");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?sm)^```.*?^```|^    .*$");

    private Prose() {}

    static List<String> inDocument(SourceFile document) {
        return banned(document, CODE_BLOCK.matcher(withoutAllowed(document)).replaceAll(""), "the document");
    }

    static List<String> inComments(SourceFile source) {
        return COMMENT.matcher(withoutAllowed(source))
                .results()
                .map(comment -> comment.group().replaceAll("\\n\\s*\\*?\\s*", " "))
                .flatMap(comment -> banned(source, comment, "a comment").stream())
                .toList();
    }

    static List<String> inMessages(SourceFile source) {
        List<String> complaints = new ArrayList<>();
        Matcher message = MESSAGE.matcher(source.text());
        while (message.find()) {
            for (String literal : Literals.upToClosing(source.text(), message.end())) {
                complaints.addAll(banned(source, literal, "a message"));
            }
        }
        return complaints;
    }

    private static String withoutAllowed(SourceFile source) {
        String text = source.text();
        for (String name : ALLOWED.getOrDefault(source.path(), List.of())) {
            text = text.replace(name, " ");
        }
        return text;
    }

    private static List<String> banned(SourceFile source, String text, String where) {
        return BANNED.matcher(text)
                .results()
                .map(word -> source.path() + ": " + where + " has '"
                        + word.group().strip() + "': "
                        + text.substring(Math.max(0, word.start() - 40), Math.min(text.length(), word.end() + 40)))
                .toList();
    }
}
