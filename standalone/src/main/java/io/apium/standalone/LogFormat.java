package io.apium.standalone;

import picocli.CommandLine.Option;

/** The option for the format of the log, which all services share. */
final class LogFormat {

    private static final String STRUCTURED = "logging.structured.format.console";

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            description =
                    "The format of the log on standard error; json is Elastic Common Schema (ECS), one object per line."
                            + " Default: text.")
    private Format format = Format.text;

    /** The values as the user types them. */
    @SuppressWarnings("MemberName")
    private enum Format {
        text,
        json
    }

    RunningApplication.Plan on(RunningApplication.Plan plan) {
        return plan.with(STRUCTURED, format == Format.json ? "ecs" : null);
    }
}
