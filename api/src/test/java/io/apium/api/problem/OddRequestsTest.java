package io.apium.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Hundreds of requests that make no sense: each is refused at once, and none is felt by a request that does. */
@ApiTest
class OddRequestsTest {

    private static final long SEED = Long.getLong("seed", 14);
    private static final int COUNT = 500;
    private static final Duration MOST = Duration.ofSeconds(1);
    private static final String GOOD = "{\"task\":\"t\",\"options\":{\"queue\":\"held\"}}";

    @Autowired
    Http http;

    @Autowired
    Environment environment;

    /** What came of a request, and after which time. */
    private record Outcome(String answer, Duration took) {

        boolean isQuick() {
            return took.compareTo(MOST) <= 0;
        }
    }

    @Test
    void every_odd_request_is_refused_within_a_second_and_good_ones_are_done_meanwhile() {
        List<String> wrong = new ArrayList<>();
        for (byte[] request : OddRequests.of(SEED, COUNT)) {
            CompletableFuture<Integer> good = CompletableFuture.supplyAsync(
                    () -> http.post("/v1/tasks", GOOD).status(), Thread::startVirtualThread);
            Outcome first = outcome(request);
            int status = good.join();
            // the first request of all loads classes, and any may find the cores taken: slow is what is so a second
            // time
            Outcome last = first.isQuick() ? first : outcome(request);

            if (!isRefused(first.answer()) || !isRefused(last.answer()) || !last.isQuick() || status != 202) {
                wrong.add(start(new String(request, StandardCharsets.ISO_8859_1)) + "\n  good " + status + "\n  "
                        + shown(first) + "\n  " + shown(last));
            }
        }

        assertThat(wrong).as("of %s requests of seed %s", COUNT, SEED).isEmpty();
    }

    private Outcome outcome(byte[] request) {
        Instant began = Instant.now();
        String answer = answer(request);
        return new Outcome(answer, Duration.between(began, Instant.now()));
    }

    private static String shown(Outcome outcome) {
        return "took " + outcome.took() + ": " + start(outcome.answer());
    }

    /**
     * A problem, or nothing at all where it is no HTTP. 501 and 505 are Tomcat's word for methods, encodings and versions
     * that there are not; an answer without a head is one to HTTP/0.9.
     */
    private static boolean isRefused(String answer) {
        return answer.isEmpty()
                || answer.matches("(?s)(HTTP/1\\.1 (4\\d\\d|501|505) .*application/problem\\+json.*)?"
                        + "\\{.*\"status\":(4\\d\\d|501|505).*");
    }

    private String answer(byte[] request) {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        StringBuilder read = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            Thread.startVirtualThread(() -> send(socket, request));
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                read.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException closed) {
            return read.toString();
        } catch (IOException broken) {
            return "broken: " + broken;
        }
        return read.toString();
    }

    private static void send(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
        } catch (IOException closed) {
            // the server has heard enough
        }
    }

    private static String start(String text) {
        return text.substring(0, Math.min(300, text.length())).replace("\r\n", " | ");
    }
}
