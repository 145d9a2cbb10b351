package io.apium.gpu.wire;

/** The byte by which a frame is known. */
enum Kind {
    BUILD,
    DROP,
    MAP,
    LAUNCH,
    READY,
    FOUND,
    BUILT,
    NOT_BUILT,
    MAPPED,
    DONE,
    FAILED,
    BINARY;

    /** Of a parameter; smaller ones are buffers, by what they hold at the start. */
    static final int VALUE = 16;

    static final int LOCAL = 17;

    static Kind of(Frame frame) {
        return switch (frame) {
            case Frame.Build _ -> BUILD;
            case Frame.Drop _ -> DROP;
            case Frame.Map _ -> MAP;
            case Frame.Launch _ -> LAUNCH;
            case Frame.Ready _ -> READY;
            case Frame.Found _ -> FOUND;
            case Frame.Built _ -> BUILT;
            case Frame.NotBuilt _ -> NOT_BUILT;
            case Frame.Mapped _ -> MAPPED;
            case Frame.Done _ -> DONE;
            case Frame.Failed _ -> FAILED;
            case Frame.Binary _ -> BINARY;
        };
    }
}
