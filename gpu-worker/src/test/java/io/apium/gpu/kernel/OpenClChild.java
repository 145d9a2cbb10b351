package io.apium.gpu.kernel;

import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_TRUE;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;
import org.jocl.cl_program;

/** The process that the launches of {@link OpenClLaunches} run in: reads them from a file, and writes what came of them. */
final class OpenClChild {

    private final cl_device_id device;
    private final cl_context context;
    private final cl_command_queue queue;
    private final Map<String, cl_program> programs = new HashMap<>();

    private OpenClChild() {
        CL.setExceptionsEnabled(true);
        cl_platform_id[] platforms = new cl_platform_id[1];
        CL.clGetPlatformIDs(1, platforms, null);
        cl_device_id[] devices = new cl_device_id[1];
        CL.clGetDeviceIDs(platforms[0], CL_DEVICE_TYPE_ALL, 1, devices, null);
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL.CL_CONTEXT_PLATFORM, platforms[0]);
        device = devices[0];
        context = CL.clCreateContext(properties, 1, devices, null, null, null);
        queue = CL.clCreateCommandQueueWithProperties(context, device, null, null);
    }

    static void main(String[] files) throws IOException {
        OpenClChild child = new OpenClChild();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(files[0]))));
                var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(files[1]))))) {
            for (int launches = in.readInt(); launches > 0; launches--) {
                child.launch(in, out);
            }
        }
    }

    private void launch(DataInputStream in, DataOutputStream out) throws IOException {
        String source = text(in);
        String options = text(in);
        cl_program program = programs.computeIfAbsent(options + "\n" + source, key -> build(source, options));
        cl_kernel kernel = CL.clCreateKernel(program, text(in), null);
        int works = in.readInt();
        long[] global = {in.readInt() * (long) OpenClSnippets.GROUP, works};
        byte[] given = new byte[in.readInt()];
        in.readFully(given);
        byte[] made = new byte[in.readInt()];
        cl_mem[] buffers = {buffer(given.length), buffer(made.length)};
        CL.clEnqueueWriteBuffer(queue, buffers[0], CL_TRUE, 0, given.length, Pointer.to(given), 0, null, null);
        CL.clSetKernelArg(kernel, 0, Sizeof.cl_mem, Pointer.to(buffers[0]));
        CL.clSetKernelArg(kernel, 1, Sizeof.cl_mem, Pointer.to(buffers[1]));
        CL.clEnqueueNDRangeKernel(queue, kernel, 2, null, global, new long[] {OpenClSnippets.GROUP, 1}, 0, null, null);
        CL.clEnqueueReadBuffer(queue, buffers[1], CL_TRUE, 0, made.length, Pointer.to(made), 0, null, null);
        out.write(made);
        // no buffer is released: Oclgrind would take the next for the same one, and what is longer in it for unwritten
        CL.clReleaseKernel(kernel);
    }

    private cl_mem buffer(int bytes) {
        return CL.clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, null, null);
    }

    private cl_program build(String source, String options) {
        cl_program program = CL.clCreateProgramWithSource(context, 1, new String[] {source}, null, null);
        CL.clBuildProgram(program, 1, new cl_device_id[] {device}, options, null, null);
        return program;
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
