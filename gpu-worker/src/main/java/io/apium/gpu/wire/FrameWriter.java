package io.apium.gpu.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes frames to a pipe. */
public final class FrameWriter {

    private static final int USUAL_BYTES = 512;

    private final OutputStream out;

    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes one frame as a whole; safe for several threads.
     *
     * @throws IOException if the other end is closed
     */
    public void write(HostFrame frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        DataOutputStream fields = new DataOutputStream(bytes);
        fields.writeInt(0);
        fields.writeByte(FrameType.of(frame).code());
        put(frame, fields);
        byte[] whole = bytes.toByteArray();
        ByteBuffer.wrap(whole).putInt(whole.length - Integer.BYTES);
        synchronized (out) {
            out.write(whole);
            out.flush();
        }
    }

    private static void put(HostFrame frame, DataOutputStream to) throws IOException {
        switch (frame) {
            case HostFrame.Build(int program, String entry, String options, String source, ByteBuffer binary) -> {
                to.writeInt(program);
                text(entry, to);
                text(options, to);
                text(source, to);
                bytes(binary, to);
            }
            case HostFrame.Drop(int program) -> to.writeInt(program);
            case HostFrame.Map(int queue, String file, long bytes) -> {
                to.writeInt(queue);
                text(file, to);
                to.writeLong(bytes);
            }
            case HostFrame.Launch launch -> launch(launch, to);
            case HostFrame.Ready(DeviceDescription device) -> device(device, to);
            case HostFrame.Found(List<DeviceDescription> devices, String error) -> {
                to.writeInt(devices.size());
                for (DeviceDescription device : devices) {
                    device(device, to);
                }
                text(error, to);
            }
            case HostFrame.Built(int program) -> to.writeInt(program);
            case HostFrame.NotBuilt(int program, String log) -> {
                to.writeInt(program);
                text(log, to);
            }
            case HostFrame.Mapped(int queue) -> to.writeInt(queue);
            case HostFrame.Done(int queue, long transferNanos, long kernelNanos) -> {
                to.writeInt(queue);
                to.writeLong(transferNanos);
                to.writeLong(kernelNanos);
            }
            case HostFrame.Failed(int queue, String reason) -> {
                to.writeInt(queue);
                text(reason, to);
            }
            case HostFrame.Binary(int program, ByteBuffer content) -> {
                to.writeInt(program);
                bytes(content, to);
            }
        }
    }

    private static void launch(HostFrame.Launch launch, DataOutputStream to) throws IOException {
        to.writeInt(launch.queue());
        to.writeInt(launch.program());
        sizes(launch.global(), to);
        sizes(launch.local(), to);
        to.writeInt(launch.parameters().size());
        for (KernelArgument parameter : launch.parameters()) {
            switch (parameter) {
                case KernelArgument.Buffer(KernelArgument.Start start, boolean isRead, long offset, long bytes) -> {
                    to.writeByte(start.code());
                    to.writeBoolean(isRead);
                    to.writeLong(offset);
                    to.writeLong(bytes);
                }
                case KernelArgument.Value(ByteBuffer content) -> {
                    to.writeByte(KernelArgument.VALUE);
                    bytes(content, to);
                }
                case KernelArgument.Local(int bytes) -> {
                    to.writeByte(KernelArgument.LOCAL);
                    to.writeInt(bytes);
                }
            }
        }
    }

    private static void device(DeviceDescription device, DataOutputStream to) throws IOException {
        text(device.name(), to);
        text(device.platform(), to);
        text(device.version(), to);
        to.writeBoolean(device.accelerates());
        to.writeInt(device.units());
        to.writeLong(device.memoryBytes());
        to.writeLong(device.bufferBytes());
        to.writeBoolean(device.fp64());
        to.writeInt(device.groupSize());
        to.writeLong(device.localBytes());
    }

    private static void sizes(List<Long> sizes, DataOutputStream to) throws IOException {
        to.writeInt(sizes.size());
        for (long size : sizes) {
            to.writeLong(size);
        }
    }

    private static void text(String text, DataOutputStream to) throws IOException {
        bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), to);
    }

    private static void bytes(ByteBuffer content, DataOutputStream to) throws IOException {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        to.writeInt(bytes.length);
        to.write(bytes);
    }
}
