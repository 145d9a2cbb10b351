package io.apium.gpu.wire;

/** The type byte of a frame. */
enum FrameType {
    BUILD('b'),
    DROP('x'),
    MAP('m'),
    LAUNCH('l'),
    READY('R'),
    FOUND('P'),
    BUILT('B'),
    NOT_BUILT('N'),
    MAPPED('M'),
    DONE('D'),
    FAILED('F'),
    BINARY('K');

    private final char code;

    FrameType(char code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static FrameType of(HostFrame frame) {
        return switch (frame) {
            case HostFrame.Build _ -> BUILD;
            case HostFrame.Drop _ -> DROP;
            case HostFrame.Map _ -> MAP;
            case HostFrame.Launch _ -> LAUNCH;
            case HostFrame.Ready _ -> READY;
            case HostFrame.Found _ -> FOUND;
            case HostFrame.Built _ -> BUILT;
            case HostFrame.NotBuilt _ -> NOT_BUILT;
            case HostFrame.Mapped _ -> MAPPED;
            case HostFrame.Done _ -> DONE;
            case HostFrame.Failed _ -> FAILED;
            case HostFrame.Binary _ -> BINARY;
        };
    }
}
