package io.apium.gpu.array;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The element type of an array: its name in task arguments and its size. */
public enum ElementType {
    F32(4, "float"),
    /** Needs a device with double precision. */
    F64(8, "double"),
    I32(4, "int"),
    U32(4, "uint"),
    I64(8, "long"),
    U8(1, "uchar");

    private final int bytes;
    private final String openCl;

    ElementType(int bytes, String openCl) {
        this.bytes = bytes;
        this.openCl = openCl;
    }

    /** @return empty if no type has this name */
    public static Optional<ElementType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.toString().equals(name))
                .findFirst();
    }

    /** The size of one element. */
    public int bytes() {
        return bytes;
    }

    /** The type's name in OpenCL C. */
    public String openCl() {
        return openCl;
    }

    public boolean isFloating() {
        return this == F32 || this == F64;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
