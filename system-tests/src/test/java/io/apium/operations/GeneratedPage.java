package io.apium.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of {@code docs} that a test writes from the code, and that the build compares with the page that is checked in. */
final class GeneratedPage {

    private final Path checkedIn;
    private final String test;

    /**
     * @param name of the file in {@code docs}
     * @param test the simple name of the test class that compares it
     */
    GeneratedPage(String name, String test) {
        this.checkedIn = Path.of("../docs", name);
        this.test = test;
    }

    /** The command that writes the page; the page ends with it. */
    String command() {
        return "mvn -pl system-tests -am test -Dtest=" + test
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dapium.update=true";
    }

    /** The content of the page, and below it the command. */
    String text(StringBuilder content) {
        return content.append("\n    ").append(command()).append("\n").toString();
    }

    /** Fails if the page that is checked in is another; with {@code -Dapium.update=true} it is written first. */
    void assertUpToDate(String written) throws IOException {
        if (Boolean.getBoolean("apium.update")) {
            Files.writeString(checkedIn, written);
        }
        assertThat(Files.exists(checkedIn) ? Files.readString(checkedIn) : "")
                .as("docs/" + checkedIn.getFileName() + " is stale: write it with " + command())
                .isEqualTo(written);
    }
}
