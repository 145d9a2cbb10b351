package io.apium.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

class EmbeddedStoreIT {

    @Test
    void it_answers_until_it_is_closed() {
        EmbeddedStore store = EmbeddedStore.start(null, EmbeddedPassword.random());
        try (RedisClient client = RedisClient.create(store.uri())) {
            assertThat(client.set("key", "value")).isEqualTo("OK");
        }

        store.close();

        try (RedisClient client = RedisClient.create(store.uri())) {
            assertThatThrownBy(client::ping).isInstanceOf(JedisConnectionException.class);
        }
    }

    @Test
    void with_a_folder_what_was_written_survives(@TempDir Path folder) {
        try (EmbeddedStore store = EmbeddedStore.start(folder, EmbeddedPassword.random());
                RedisClient client = RedisClient.create(store.uri())) {
            client.set("key", "value");
        }

        try (EmbeddedStore store = EmbeddedStore.start(folder, EmbeddedPassword.random());
                RedisClient client = RedisClient.create(store.uri())) {

            assertThat(client.get("key")).isEqualTo("value");
        }
    }

    @Test
    void a_data_folder_belongs_to_one_at_a_time(@TempDir Path folder) {
        try (DataFolder _ = DataFolder.open(folder)) {

            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(StartupException.class)
                    .hasMessage("the data folder " + folder + " is in use by another process");
        }

        DataFolder.open(folder).close();
    }
}
