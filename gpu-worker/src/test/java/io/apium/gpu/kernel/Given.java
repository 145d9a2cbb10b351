package io.apium.gpu.kernel;

import io.apium.gpu.BuiltinKernels;
import io.apium.gpu.array.ArrayReader;
import io.apium.gpu.array.ElementType;
import io.apium.gpu.array.NumericArray;
import io.apium.gpu.work.BatchableWork;
import io.apium.gpu.work.Kernel;
import io.apium.gpu.work.WorkArguments;
import io.apium.testkit.memory.MemoryStore;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tasks as clients give them, with numbers by chance. */
public final class Given {

    private static final ArrayReader READER = new ArrayReader(new MemoryStore(InstantSource.system()).blobs(), 1 << 20);

    private Given() {}

    /** @param kwargs names and values, in turn */
    public static BatchableWork work(String task, Object... kwargs) {
        try {
            return refusable(task, kwargs);
        } catch (Exception e) {
            throw new AssertionError(task + " refuses what the test gives it: " + e, e);
        }
    }

    static BatchableWork refusable(String task, Object... kwargs) throws Exception {
        Kernel kernel = BuiltinKernels.builtIn().get(task);
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < kwargs.length; i += 2) {
            named.put((String) kwargs[i], json(kwargs[i + 1]));
        }
        return (BatchableWork) kernel.work(WorkArguments.of(List.of(), named, kernel.parameters(), READER));
    }

    private static Object json(Object value) {
        if (value instanceof NumericArray array) {
            byte[] bytes = new byte[array.bytes().remaining()];
            array.bytes().get(bytes);
            return Map.of(
                    "dtype", array.elementType().toString(),
                    "shape", array.shape(),
                    "base64", Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(name, json(member)));
            return members;
        }
        return value;
    }

    /** Numbers from -50 to 50, some of them equal; of a u8 and a u32, from 0 on. */
    public static NumericArray array(long seed, ElementType elementType, Integer... shape) {
        Random random = new Random(seed);
        int n = (int) NumericArray.elements(List.of(shape));
        ByteBuffer content = NumericArray.room(n * elementType.bytes());
        for (int i = 0; i < n; i++) {
            switch (elementType) {
                case F32 -> content.putFloat(i * 4, random.nextFloat() * 100 - 50);
                case F64 -> content.putDouble(i * 8, random.nextDouble() * 100 - 50);
                case I32 -> content.putInt(i * 4, random.nextInt(101) - 50);
                case U32 -> content.putInt(i * 4, random.nextInt(101));
                case I64 -> content.putLong(i * 8, random.nextInt(101) - 50);
                case U8 -> content.put(i, (byte) random.nextInt());
            }
        }
        return new NumericArray(elementType, List.of(shape), content);
    }
}
