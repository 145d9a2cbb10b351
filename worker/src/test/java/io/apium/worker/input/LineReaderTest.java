package io.apium.worker.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.apium.worker.input.LineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a",
                "a\n",
                "a\nb",
                "\n\n\n",
                "one\ntwo\nthree\n",
                "one\r\ntwo\r\nthree",
                "über\nGrüße\n€\n",
                "a\r\r\nb",
                "\r\n\r\n",
                "a line that is longer than all the others\nb\n"
            })
    void every_line_belongs_to_one_part_however_a_text_is_cut(String text) throws Exception {
        byte[] bytes = text.getBytes(UTF_8);
        List<String> lines = text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
        List<String> expected = (text.endsWith("\n") ? lines.subList(0, lines.size() - 1) : lines)
                .stream()
                        .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                        .toList();

        for (int part = 1; part <= bytes.length + 1; part++) {
            List<String> found = new ArrayList<>();
            for (int from = 0; from < bytes.length; from += part) {
                found.addAll(lines(bytes, from, Math.min(bytes.length, from + part), 100));
            }
            assertThat(found).as("parts of %d bytes", part).isEqualTo(expected);
        }
    }

    @Test
    void a_line_that_is_too_long_is_named_and_not_read() {
        byte[] bytes = "short\na line of twenty-three\n".getBytes(UTF_8);

        assertThatExceptionOfType(InvalidSourceException.class)
                .isThrownBy(() -> lines(bytes, 0, 10, 20))
                .withMessage("the line at byte 6 of a text is longer than 20 bytes");
    }

    @Test
    void bytes_that_are_no_utf_8_do_not_cost_the_line() throws Exception {
        assertThat(lines(new byte[] {'a', (byte) 0xff, 'b', '\n'}, 0, 4, 100)).containsExactly("a\ufffdb");
    }

    private static List<String> lines(byte[] text, int from, int to, int most)
            throws IOException, InvalidSourceException {
        int before = Math.max(0, from - 1);
        var stream = new ByteArrayInputStream(text, before, text.length - before);
        return new LineReader("a text", most)
                .lines(stream, from, to).stream().map(Line::text).toList();
    }
}
