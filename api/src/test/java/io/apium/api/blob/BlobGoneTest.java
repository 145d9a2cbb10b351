package io.apium.api.blob;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * A client that reads slowly, of a blob that is larger than all that the sockets between it and the API can hold: some of it
 * is not sent yet when the blob goes.
 */
@ApiTest
@TestPropertySource(properties = "apium.api.max-blob-size=64MB")
@Timeout(60)
class BlobGoneTest {

    private static final int BYTES = 32 << 20;
    private static final int RECEIVE_BUFFER = 16 << 10;

    @Autowired
    Http http;

    @Test
    void a_blob_that_goes_while_it_is_sent_is_cut_off_and_not_taken_for_whole() throws IOException {
        String path = http.send(http.request("/v1/blobs")
                        .PUT(BodyPublishers.ofByteArray(new byte[BYTES]))
                        .build())
                .header("Location");
        URI uri = http.request(path).build().uri();

        try (Socket socket = new Socket()) {
            // before it connects, or the system enlarges the buffer as it likes
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            InputStream in = socket.getInputStream();
            String begin = new String(in.readNBytes(15), US_ASCII);
            http.delete(path);

            assertThat(begin).isEqualTo("HTTP/1.1 200 \r\n");
            assertThat(rest(in)).isLessThan(BYTES);
        }
    }

    /** The number of bytes received until the connection is closed or reset. */
    private static long rest(InputStream in) throws IOException {
        byte[] buffer = new byte[RECEIVE_BUFFER];
        long bytes = 0;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
        } catch (SocketException reset) {
            return bytes;
        }
        return bytes;
    }
}
