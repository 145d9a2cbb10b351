package io.apium.standalone;

import io.apium.standalone.demo.DemoFailedException;
import io.apium.standalone.embedded.StartupException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line. Exit codes: 0 done, or stopped as asked; 1 it could not be done; 2 what was asked for makes no sense.
 */
@Command(
        name = "apium",
        description = "A distributed task queue for the JVM that speaks Celery.",
        mixinStandardHelpOptions = true,
        versionProvider = Apium.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            ApiCommand.class,
            WorkerCommand.class,
            GpuWorkerCommand.class,
            SchedulerCommand.class,
            DemoCommand.class
        })
public final class Apium implements Runnable {

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Apium())
                .setParameterExceptionHandler(Apium::refuse)
                .setExecutionExceptionHandler(Apium::fail);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    private static int refuse(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        say(command, oneLine(wrong) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int fail(Exception thrown, CommandLine command, ParseResult parsed) {
        say(command, oneLine(thrown));
        return thrown instanceof UsageException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    /** What of ours is thrown up to here has a message for the user; of anything else the type matters too. */
    private static String oneLine(Exception thrown) {
        boolean ours = thrown instanceof StartupException
                || thrown instanceof UsageException
                || thrown instanceof DemoFailedException
                || thrown instanceof ParameterException;
        String text = ours ? thrown.getMessage() : "unexpected: " + thrown;
        return text == null ? "" : text.lines().findFirst().orElse("");
    }

    private static void say(CommandLine command, String line) {
        command.getErr().println("apium: " + line);
    }

    /** The version of the jar, which only a built one knows. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Apium.class.getPackage().getImplementationVersion();
            return new String[] {"apium " + (version == null ? "(not built)" : version)};
        }
    }
}
