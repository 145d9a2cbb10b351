package io.apium.bench;

import io.apium.standalone.demo.DemoReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** {@code ./apium bench chart}: what {@code ./apium demo --json} found, as pictures and tables. */
@Command(
        name = "chart",
        mixinStandardHelpOptions = true,
        description = "Makes the pages of a run of the demo: DIR/run.md, DIR/measured.svg and DIR/predicted.svg.")
final class Chart implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RUN.json", description = "What ./apium demo --json has printed.")
    private Path run = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR", description = "An existing folder.")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), folder + " is not a folder");
        }
        DemoReport report = report();
        SpeedupCharts charts = new SpeedupCharts(report);
        Files.writeString(folder.resolve("measured.svg"), SpeedupCharts.svg(charts.measured()));
        Files.writeString(folder.resolve("predicted.svg"), SpeedupCharts.svg(charts.predicted()));
        Files.writeString(folder.resolve("run.md"), SpeedupPage.of(report));
        return 0;
    }

    private DemoReport report() {
        try {
            return DemoReport.parse(Files.readString(run));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read " + run + ": " + e, e);
        } catch (JacksonException e) {
            throw new ParameterException(
                    spec.commandLine(), run + " is not what demo --json prints: " + e.getOriginalMessage(), e);
        }
    }
}
