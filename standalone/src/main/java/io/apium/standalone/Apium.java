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
 * The command line. Exit codes: 0 success, or a shutdown by a signal; 1 a failure on this machine, such as a port in
 * use; 2 an invalid command line or setting.
 */
@Command(
        name = "apium",
        description = "A distributed task queue for the JVM that speaks Celery.",
        mixinStandardHelpOptions = true,
        versionProvider = Apium.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "APIUM_BROKER_URL (default: amqp://guest:guest@localhost:5672) and APIUM_REDIS_URL (default:"
                    + " redis://localhost:6379/0) are the servers of api, worker, gpu-worker and scheduler."
        },
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

    /** The version in the manifest of the jar, or {@code development} without a jar. */
    static String version() {
        String version = Apium.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
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

    /** The message of an exception for the user; of an unexpected exception also its type. */
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

    /** For {@code --version}. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"apium " + version()};
        }
    }
}
