package io.apium.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Sends bytes to an HTTP server, whatever they are, and reads the answer's status. */
record RawHttp(int port) {

    /** The connection ended, or nothing came, before there was a status. */
    static final int NO_ANSWER = 0;

    /** When a connection is closed, whatever it waits for: a timeout of the socket's would bound neither writes nor all. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

    /** @return the status, or {@link #NO_ANSWER} */
    int send(byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            CompletableFuture<Void> hangUp = CompletableFuture.runAsync(() -> close(socket), LATER);
            write(socket, request);
            int status = status(socket);
            hangUp.cancel(false);
            return status;
        } catch (IOException e) {
            return NO_ANSWER;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more either way
        }
    }

    /** A server may answer and close before it has read everything. */
    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            // the response is still read
        }
    }

    private static int status(Socket socket) throws IOException {
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = answer.readLine();
        if (line == null || !line.matches("HTTP/1\\.[01] \\d{3}.*")) {
            return NO_ANSWER;
        }
        return Integer.parseInt(line.substring(9, 12));
    }
}
