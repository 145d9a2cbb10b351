package io.apium.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCorpusTest {

    @Test
    void chunks_end_with_a_line_and_leave_nothing_out() {
        TextCorpus corpus = new TextCorpus(Path.of("."), 1, "nineteen characters\n".repeat(20_000) + "and no newline");

        List<String> chunks = corpus.chunks();

        assertThat(String.join("", chunks)).isEqualTo(corpus.text());
        assertThat(chunks).hasSize(7);
        assertThat(chunks.subList(0, 6))
                .allSatisfy(chunk -> assertThat(chunk)
                        .endsWith("\n")
                        .hasSizeBetween(TextCorpus.CHUNK_CHARACTERS, TextCorpus.CHUNK_CHARACTERS + 19));
    }

    @Test
    void text_is_read_from_folders_within_and_anything_else_is_passed_over(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a"), "one");
        Files.writeString(Files.createDirectory(folder.resolve("b")).resolve("c"), "two\n");
        Files.write(folder.resolve("d"), new byte[] {(byte) 0xff, (byte) 0xfe});

        TextCorpus corpus = TextCorpus.read(folder);

        assertThat(corpus).isEqualTo(new TextCorpus(folder, 2, "one\ntwo\n"));
    }

    @Test
    void a_word_is_a_run_of_letters_and_numbers_in_lower_case() {
        assertThat(PlainCount.of("Été, été! 2nd x86_64 m² \ud835\udc00"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("été", 2L, "2nd", 1L, "x86", 1L, "64", 1L, "m²", 1L, "\ud835\udc00", 1L));
    }
}
