package io.apium.testkit.hostile;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Publishes messages over a socket of its own, one at a time and confirmed, without a client library: what such a library
 * refuses to write arrives as well.
 *
 * <p>RabbitMQ closes the connection of a client that sends what it cannot read: then {@link #publish} fails, and so does
 * every later call.
 */
public final class RawAmqpPublisher implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AMQP_PORT = 5672;
    private static final int CHANNEL = 1;
    private static final int METHOD = 1;
    private static final int HEADER = 2;
    private static final int BODY = 3;
    private static final int FRAME_END = 0xCE;
    private static final int FRAME_OVERHEAD = 8;
    private static final int MANDATORY = 1;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private int frameMax;

    private RawAmqpPublisher(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** @param url such as {@code amqp://guest:guest@localhost:5672} */
    public static RawAmqpPublisher connect(String url) throws IOException {
        URI uri = URI.create(url);
        Socket socket = new Socket(uri.getHost(), uri.getPort() < 0 ? AMQP_PORT : uri.getPort());
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            // otherwise the last frame of a message waits until the system has acknowledged the first, for 40 ms
            socket.setTcpNoDelay(true);
            RawAmqpPublisher publisher = new RawAmqpPublisher(socket);
            publisher.open(Optional.ofNullable(uri.getUserInfo()).orElse("guest:guest"), virtualHost(uri));
            return publisher;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static String virtualHost(URI uri) {
        String path = uri.getPath();
        return path == null || path.length() < 2 ? "/" : path.substring(1);
    }

    private void open(String userInfo, String virtualHost) throws IOException {
        out.write("AMQP\0\0\11\1".getBytes(StandardCharsets.US_ASCII));
        expect(10, 10);
        byte[] login = ("\0" + userInfo.replace(':', '\0')).getBytes(StandardCharsets.UTF_8);
        send(
                0,
                method(10, 11)
                        .raw(AmqpTable.EMPTY.bytes())
                        .shortString("PLAIN")
                        .longString(login)
                        .shortString("en_US"));
        AmqpMethod tune = expect(10, 30);
        int channels = tune.shortInt(0);
        frameMax = tune.longInt(2);
        send(0, method(10, 31).shortInt(channels).longInt(frameMax).shortInt(0));
        send(0, method(10, 40).shortString(virtualHost).shortString("").octet(0));
        expect(10, 41);
        send(CHANNEL, method(20, 10).shortString(""));
        expect(20, 11);
        send(CHANNEL, method(85, 10).octet(0));
        expect(85, 11);
    }

    /** To a queue, by the anonymous exchange. */
    public boolean publish(String queue, AmqpMessage message) throws IOException {
        return publish("", queue, message);
    }

    /**
     * Waits until RabbitMQ has confirmed that it took the message.
     *
     * @return whether a queue has it
     * @throws IOException when RabbitMQ refused it, and has closed the channel or the connection
     * @throws IllegalArgumentException when the properties do not fit a frame, or a name is no short string
     */
    public boolean publish(String exchange, String routingKey, AmqpMessage message) throws IOException {
        byte[] header = message.contentHeader();
        if (header.length > frameMax - FRAME_OVERHEAD) {
            throw new IllegalArgumentException(
                    "the properties must fit a frame of " + frameMax + " bytes, got " + header.length);
        }
        AmqpBytes publish = method(60, 40)
                .shortInt(0)
                .shortString(exchange)
                .shortString(routingKey)
                .octet(MANDATORY);
        send(CHANNEL, publish);
        frame(HEADER, CHANNEL, header);
        byte[] body = message.body();
        for (int from = 0; from < body.length; from += frameMax - FRAME_OVERHEAD) {
            int length = Math.min(frameMax - FRAME_OVERHEAD, body.length - from);
            frame(BODY, CHANNEL, new AmqpBytes().raw(body, from, length).bytes());
        }
        return isRouted();
    }

    /** Confirmed; a message that no queue took is returned before. */
    private boolean isRouted() throws IOException {
        boolean routed = true;
        while (true) {
            AmqpMethod answer = next();
            if (answer.is(60, 50)) {
                routed = false;
            } else if (answer.is(60, 80)) {
                return routed;
            } else if (answer.is(60, 120)) {
                throw new IOException("RabbitMQ could not take the message");
            } else {
                throw refused(answer);
            }
        }
    }

    private AmqpMethod expect(int classId, int methodId) throws IOException {
        AmqpMethod method = next();
        if (!method.is(classId, methodId)) {
            throw refused(method);
        }
        return method;
    }

    private static IOException refused(AmqpMethod method) {
        return new IOException(
                method.is(10, 50) || method.is(20, 40)
                        ? "RabbitMQ refused: " + method.shortInt(0) + " " + method.shortString(2)
                        : "RabbitMQ said something else: " + method);
    }

    private static AmqpBytes method(int classId, int methodId) {
        return new AmqpBytes().shortInt(classId).shortInt(methodId);
    }

    private void send(int channel, AmqpBytes method) throws IOException {
        frame(METHOD, channel, method.bytes());
    }

    private void frame(int type, int channel, byte[] payload) throws IOException {
        out.write(new AmqpBytes()
                .octet(type)
                .shortInt(channel)
                .longInt(payload.length)
                .raw(payload)
                .octet(FRAME_END)
                .bytes());
    }

    /** The next method. What a returned message brings with it, and heartbeats, are passed over. */
    private AmqpMethod next() throws IOException {
        out.flush();
        while (true) {
            int type = in.readUnsignedByte();
            in.readUnsignedShort();
            byte[] payload = in.readNBytes(in.readInt());
            in.readUnsignedByte();
            if (type == METHOD) {
                return new AmqpMethod(payload);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
