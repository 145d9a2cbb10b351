package io.apium.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedisServerIT {

    @Test
    void a_killed_server_comes_back_with_its_data_where_it_was() throws Exception {
        try (TestServer server = RedisServer.started()) {
            String url = server.url();
            assertThat(ask(server, "SET colour žlutá")).isEqualTo("+OK");

            server.kill();
            assertThatThrownBy(() -> ask(server, "PING")).isInstanceOf(IOException.class);
            server.start();

            assertThat(server.url()).isEqualTo(url);
            assertThat(ask(server, "STRLEN colour")).isEqualTo(":7");
        }
    }

    @Test
    void a_stopped_server_comes_back_with_its_data() throws Exception {
        try (TestServer server = RedisServer.started()) {
            ask(server, "SET colour red");

            server.stop();
            server.start();

            assertThat(ask(server, "STRLEN colour")).isEqualTo(":3");
        }
    }

    @Test
    void a_paused_server_answers_when_it_is_resumed() throws Exception {
        try (TestServer server = RedisServer.started()) {
            server.pause();
            assertThatThrownBy(() -> ask(server, "PING")).isInstanceOf(SocketTimeoutException.class);
            server.resume();

            assertThat(ask(server, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void a_paused_server_can_be_stopped() throws Exception {
        try (TestServer server = RedisServer.started()) {
            server.pause();
            server.stop();

            assertThatThrownBy(() -> ask(server, "PING")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void the_shared_server_is_one_for_all() throws Exception {
        TestServer shared = RedisServer.shared();

        assertThat(RedisServer.shared()).isSameAs(shared);
        assertThat(ask(shared, "PING")).isEqualTo("+PONG");
    }

    private static String ask(TestServer server, String command) throws IOException {
        try (Socket socket = FreePorts.connect(URI.create(server.url()).getPort())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
