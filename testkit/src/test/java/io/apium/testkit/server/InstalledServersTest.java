package io.apium.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledServersTest {

    @Test
    void a_server_that_is_not_installed_is_an_error_that_says_how_to_get_it(@TempDir Path folder) {
        assertThatThrownBy(
                        () -> InstalledServers.require(folder.resolve("none"), "redis-server", "APIUM_TEST_REDIS_URL"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "apt-get install redis-server", "APIUM_TEST_REDIS_URL", "APIUM_TEST_SERVERS=containers");
    }

    @Test
    void the_newest_version_is_taken(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("server-3.10.8"));
        Path newest = Files.createDirectory(folder.resolve("server-4.1.0"));

        assertThat(InstalledServers.newest(folder, "server-")).contains(newest);
        assertThat(InstalledServers.newest(folder, "other-")).isEmpty();
        assertThat(InstalledServers.newest(folder.resolve("none"), "server-")).isEmpty();
    }

    @Test
    void a_server_given_by_its_address_refuses_to_be_ended() {
        assertThatThrownBy(() -> new ExternalServer("redis://elsewhere:6379/0").kill())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("redis://elsewhere:6379/0");
    }
}
