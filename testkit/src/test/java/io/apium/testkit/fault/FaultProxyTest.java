package io.apium.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private static final int NOTHING_MILLIS = 200;
    private static final int PATIENCE_MILLIS = 10_000;

    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void startEcho() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.to(echo.getLocalPort());
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket client = echo.accept();
                    Thread.ofVirtual().start(() -> echo(client));
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void a_healthy_proxy_passes_bytes_both_ways() throws Exception {
        try (Socket socket = connect()) {
            assertThat(sent(socket, 7)).isEqualTo(7);
            assertThat(sent(socket, 8)).isEqualTo(8);
        }
    }

    @Test
    void a_cut_closes_what_is_open_and_what_is_opened_until_it_heals() throws Exception {
        try (Socket before = connect()) {
            sent(before, 7);
            proxy.cut();
            assertThatIsClosed(before);
            try (Socket during = connect()) {
                assertThatIsClosed(during);
            }
            proxy.heal();
            try (Socket after = connect()) {
                assertThat(sent(after, 9)).isEqualTo(9);
            }
        }
    }

    @Test
    void a_blackhole_keeps_connections_open_and_bytes_back_until_it_heals() throws Exception {
        try (Socket socket = connect()) {
            sent(socket, 7);
            proxy.blackhole();
            socket.setSoTimeout(NOTHING_MILLIS);
            assertThatThrownBy(() -> sent(socket, 8)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            socket.setSoTimeout(PATIENCE_MILLIS);

            assertThat(socket.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void a_server_that_hangs_up_is_passed_on_to_the_client() throws Exception {
        try (Socket socket = connect()) {
            sent(socket, 7);
            assertThat(sent(socket, 0)).isEqualTo(-1);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static int sent(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    private static void assertThatIsClosed(Socket socket) {
        int answer;
        try {
            answer = sent(socket, 1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is open", e);
        } catch (IOException e) {
            answer = -1; // reset: closed as well
        }
        assertThat(answer).isEqualTo(-1);
    }

    /** Sends every byte back, and hangs up at a zero. */
    private static void echo(Socket client) {
        try (client) {
            for (int value = client.getInputStream().read();
                    value > 0;
                    value = client.getInputStream().read()) {
                client.getOutputStream().write(value);
            }
        } catch (IOException e) {
            // cut: the connection is closed
        }
    }
}
