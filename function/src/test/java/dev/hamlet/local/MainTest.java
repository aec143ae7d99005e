package dev.hamlet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hamlet.model.Models;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the command line is refused; the packaged jar's test has the exit codes. */
class MainTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "frob|expected the command serve, classify, batch, version, verify or help, found \"frob\"",
        "--port|expected the command serve, classify, batch, version, verify or help, found \"--port\"",
        "serve --frob x|expected one of --port, --host, --model, found \"--frob\"",
        "serve --port|expected a value after --port, found none",
        "serve --port http|expected --port from 0 to 65535, found \"http\"",
        "classify --port 1|expected one of --model, --explain, found \"--port\"",
        "batch --frob|expected one of --in, --out, --format, --text, --id, --tolerate, --model, --explain, --restart, "
                + "found \"--frob\"",
        "batch --out x|expected a value for --in, found none",
        "batch --in x|expected a value for --out, found none",
        "batch --in= --out x|expected a value for --in, found none",
        "batch --in x --out y --format xml|expected --format csv, tsv or jsonl, found \"xml\"",
        "batch --in x --out y --tolerate 101|expected --tolerate from 0 to 100, found \"101\"",
        "batch --in x --out y --tolerate few|expected --tolerate from 0 to 100, found \"few\"",
        "batch --in x --out y --tolerate NaN|expected --tolerate from 0 to 100, found \"NaN\"",
        "version --explain|expected one of --model, found \"--explain\"",
        "classify text.txt|expected one of --model, --explain, found \"text.txt\""})
    void refusesCommandLinesThatTheHelpDoesNotState(String line, String message) {
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> Main.run(line.split(" ")))
                .withMessage(message);
    }

    @Test
    void refusesNoCommand() {
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> Main.run())
                .withMessage("expected a command: serve, classify, batch, version, verify or help");
    }

    @Test
    void namesModelFileThatIsNotThere(@TempDir Path folder) {
        String file = folder.resolve("none.hamlet").toString();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Main.run("classify", "--model", file))
                .withMessage("expected a model file at " + file + ", found none");
    }

    @Test
    void namesModelFileThatIsNone(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("text.hamlet"), "no model").toString();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Main.run("classify", "--model", file))
                .withMessage("expected a Hamlet model file, found other bytes (" + file + ", offset 0)");
    }

    @Test
    void refusesModelFileWithAnotherIdentity(@TempDir Path folder) throws IOException {
        byte[] bytes = Models.binaryWithWrongIdentity();
        String file = Files.write(folder.resolve("model.hamlet"), bytes).toString();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Main.run("classify", "--model", file))
                .withMessageMatching("expected SHA-256 \\w{64}, found \\w{64} \\(\\Q" + file + "\\E, offset \\d+\\)");
    }

    /** As in a C or POSIX locale. */
    @Test
    void helpsInUtf8WhateverTheLocale() throws IOException, UsageException {
        PrintStream stdout = System.out;
        var out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.US_ASCII));
            Main.run("help");
        } finally {
            System.setOut(stdout);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("[OPTION…]");
    }

    @Test
    void namesFolderGivenAsModelFile(@TempDir Path folder) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Main.run("classify", "--model", folder.toString()))
                .withMessageContaining("expected a model file at " + folder);
    }
}
