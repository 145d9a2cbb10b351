package io.apium.gpu.device.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCacheTest {

    private static final ByteBuffer CONTENT = ByteBuffer.wrap(new byte[1_000]);

    @TempDir
    private Path folder;

    private ProgramCache cache;

    @BeforeEach
    void open() {
        cache = new ProgramCache(folder.resolve("programs"), 3_500);
    }

    @Test
    void what_is_put_is_found_again() {
        cache.put("a", CONTENT);

        assertThat(cache.get("a")).contains(CONTENT);
        assertThat(cache.get("b")).isEmpty();
    }

    @Test
    void what_was_cut_short_or_changed_anywhere_is_not_there_any_more() throws Exception {
        cache.put("a", CONTENT);
        byte[] whole = Files.readAllBytes(cache.file("a"));
        for (int at = 3; at < whole.length; at += 97) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(cache.file("a"), changed);
            assertThat(cache.get("a")).as("changed at %s", at).isEmpty();
            Files.write(cache.file("a"), Arrays.copyOf(whole, at));
            assertThat(cache.get("a")).as("cut at %s", at).isEmpty();
        }

        assertThat(cache.file("a")).doesNotExist();
    }

    @Test
    void what_was_made_first_goes_when_there_is_no_room() throws Exception {
        for (int i = 0; i < 4; i++) {
            cache.put("program-" + i, CONTENT);
            Files.setLastModifiedTime(cache.file("program-" + i), FileTime.fromMillis(1_000L * i));
        }

        cache.put("last", CONTENT);

        assertThat(cache.get("program-0")).isEmpty();
        assertThat(cache.get("program-1")).isEmpty();
        assertThat(cache.get("program-3")).isPresent();
        assertThat(cache.get("last")).isPresent();
    }
}
