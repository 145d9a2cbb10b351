package io.apium.adapter.rabbit.frame;

import static io.apium.adapter.rabbit.RawHeader.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.SocketFrameHandler;
import io.apium.adapter.celery.MessageReader;
import io.apium.adapter.rabbit.RawHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ReadableFramesTest {

    private static final int LIMIT = 1_000;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void bodies_over_the_limit_are_dropped_channel_by_channel() throws IOException {
        header(1, "long", 2_500);
        header(2, "short", 1_000);
        body(1, 1_200);
        body(2, 1_000);
        body(1, 1_300);
        header(1, "next", 3);
        body(1, 3);

        ReadableFrames frames = received();

        assertThat(read(frames)).isEqualTo("header 1 long 0 the body has 2500 bytes, over the limit of 1000");
        assertThat(read(frames)).isEqualTo("header 2 short 1000");
        assertThat(read(frames)).isEqualTo("heartbeat");
        assertThat(read(frames)).isEqualTo("body 2 1000");
        assertThat(read(frames)).isEqualTo("heartbeat");
        assertThat(read(frames)).isEqualTo("header 1 next 3");
        assertThat(read(frames)).isEqualTo("body 1 3");
    }

    private void header(int channel, String id, long bodySize) throws IOException {
        RawHeader.of(text("id", id)).toFrame(channel, bodySize).writeTo(new DataOutputStream(sent));
    }

    private void body(int channel, int bytes) throws IOException {
        Frame frame = new Frame(AMQP.FRAME_BODY, channel);
        try (DataOutputStream out = frame.getOutputStream()) {
            out.write(new byte[bytes]);
        }
        frame.writeTo(new DataOutputStream(sent));
    }

    private ReadableFrames received() throws IOException {
        Socket socket = new Socket() {
            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(sent.toByteArray());
            }

            @Override
            public OutputStream getOutputStream() {
                return OutputStream.nullOutputStream();
            }
        };
        return new ReadableFrames(new SocketFrameHandler(socket), LIMIT);
    }

    private static String read(ReadableFrames frames) throws IOException {
        Frame frame = frames.readFrame();
        return switch (frame.getType()) {
            case AMQP.FRAME_HEARTBEAT -> "heartbeat";
            case AMQP.FRAME_BODY -> "body " + frame.getChannel() + " " + frame.getPayload().length;
            default -> "header " + frame.getChannel() + header(frame.getPayload());
        };
    }

    private static String header(byte[] payload) throws IOException {
        AMQP.BasicProperties properties = (AMQP.BasicProperties)
                AMQImpl.readContentHeaderFrom(new DataInputStream(new ByteArrayInputStream(payload)));
        Object reason = properties.getHeaders().get(MessageReader.UNREADABLE);
        return " " + properties.getHeaders().get("id") + " " + properties.getBodySize()
                + (reason instanceof LongString text ? " " + text : "");
    }
}
