package io.apium.gpu.wire;

/** The byte by which a frame is known. */
enum Kind {
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

    Kind(char code) {
        this.code = code;
    }

    int code() {
        return code;
    }

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
