package io.apium.gpu.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_context;
import org.jocl.cl_mem;

/**
 * Pooled device memory of one queue. Sizes are powers of two, so that buffers can be reused; a buffer larger than
 * {@link #POOLED_MAX} has its exact size and is freed after use.
 */
final class DeviceBuffers {

    private static final long SMALLEST = 4 << 10;
    private static final long POOLED_MAX = 16 << 20;
    private static final long IDLE_MAX = 32 << 20;

    private final cl_context context;
    private final long largest;
    private final Map<Long, Deque<cl_mem>> idle = new HashMap<>();
    private long idleBytes;

    /** @param largest the maximal size of one buffer */
    DeviceBuffers(cl_context context, long largest) {
        this.context = context;
        this.largest = largest;
    }

    cl_mem take(long bytes) {
        long size = size(bytes);
        Deque<cl_mem> same = idle.get(size);
        if (same != null && !same.isEmpty()) {
            idleBytes -= size;
            return same.pop();
        }
        try {
            return CL.clCreateBuffer(context, CL.CL_MEM_READ_WRITE, size, null, null);
        } catch (CLException e) {
            if (idleBytes == 0) {
                throw e;
            }
            release();
            return CL.clCreateBuffer(context, CL.CL_MEM_READ_WRITE, size, null, null);
        }
    }

    /** @param bytes the size that was passed to {@link #take} */
    void give(cl_mem buffer, long bytes) {
        long size = size(bytes);
        if (size > POOLED_MAX || idleBytes + size > IDLE_MAX) {
            CL.clReleaseMemObject(buffer);
        } else {
            idle.computeIfAbsent(size, _ -> new ArrayDeque<>()).push(buffer);
            idleBytes += size;
        }
    }

    private void release() {
        idle.values().forEach(same -> same.forEach(CL::clReleaseMemObject));
        idle.clear();
        idleBytes = 0;
    }

    private long size(long bytes) {
        if (bytes <= SMALLEST) {
            return SMALLEST;
        }
        return bytes > POOLED_MAX ? bytes : Math.min(largest, Long.highestOneBit(bytes - 1) << 1);
    }
}
