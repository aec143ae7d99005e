package dev.hamlet.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "hamlet {0}")
    @CsvSource(delimiter = '|', value = {
        "xyzzy | hamlet: Unmatched argument at index 0: 'xyzzy' | hamlet --help tells more",
        "--versio | hamlet: Unknown option: '--versio' | Possible solutions: --version",
        "fit | hamlet: Missing required options: '--data=FILE', '--out=FILE' | hamlet fit --help tells more",
        "fit --data a.tsv | hamlet: Missing required option: '--out=FILE' | hamlet fit --help tells more",
        "fit --dta a.tsv --out a.hamlet | hamlet: Unknown option: '--dta' | hamlet fit --help tells more",
        "fit --data a.tsv --out | hamlet: Missing required parameter for option '--out' (FILE)"
                + " | hamlet fit --help tells more",
        "train now | hamlet: Unmatched argument at index 1: 'now' | hamlet train --help tells more",
        "train --threads two | hamlet: Invalid value for option '--threads': 'two' is not an int | hamlet train --help",
        "train --threads 0 | hamlet: expected --threads of at least 1, found 0 | hamlet train --help tells more",
        "split --skip-bad-rows | hamlet: Unknown option: '--skip-bad-rows' | hamlet split --help tells more",
        "evaluate --protocol bootstrap | hamlet: Invalid value for option '--protocol': expected one of holdout, almeida, "
                + "lecture, cv, grouped-cv, transfer, found 'bootstrap' | hamlet evaluate --help tells more",
        "evaluate --data a.tsv | hamlet: expected --data with another protocol than holdout, which tests on the test part"
                + " | hamlet evaluate --help tells more",
        "evaluate --protocol cv --test a.tsv | hamlet: expected --test with the protocol transfer, found cv"
                + " | hamlet evaluate --help tells more",
        "evaluate --config | hamlet: Missing required parameter for option '--config' (FILE) | hamlet evaluate --help"})
    void namesTheMistakeOfWhoUsesItWrongly(String arguments, String mistake, String hint) {
        Run run = Run.hamlet(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(mistake + System.lineSeparator()).contains(hint).hasLineCount(
                hint.startsWith("Possible") ? 3 : 2);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest(name = "hamlet {0} --help")
    @ValueSource(strings = {"fetch", "check", "split", "train", "select", "evaluate", "publish", "fit", "runs",
        "export"})
    void helpsWithEachCommand(String command) {
        Run run = Run.hamlet(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: hamlet " + command).contains("--config=FILE");
        assertThat(run.err()).isEmpty();
        assertThat(Run.hamlet("--help").out()).contains(System.lineSeparator() + "  " + command);
    }

    @Test
    void helpsWhoNamesNoCommand() {
        assertThat(Run.hamlet()).isEqualTo(Run.hamlet("--help"));
        assertThat(Run.hamlet().exitCode()).isZero();
    }

    @Test
    void tellsItsVersions() {
        assertThat(Run.hamlet("--version").out()).matches("Hamlet \\d\\S+, Smile \\d\\S+, Java 25\\S*\\s+");
    }

    @ParameterizedTest(name = "hamlet {0}")
    @ValueSource(strings = {"fetch", "check", "split", "train", "select", "evaluate", "publish", "runs",
        "fit --data a.tsv --out b.hamlet"})
    void namesAParametersFileThatIsMissing(String arguments) {
        Path missing = folder.resolve("nowhere.yaml");
        Run run = Run.hamlet((arguments + " --config " + missing).split(" "));

        assertFailed(run, "expected a file at " + missing + ", found none");
    }

    @Test
    void namesAParametersFileThatIsAFolder() {
        assertFailed(Run.hamlet("split", "--config", folder.toString()),
                folder + ": expected a file, found a folder");
    }

    @Test
    void namesTheLineOfAParametersFileThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.write(file, new byte[]{'a', ':', '\n', 'b', (byte) 0xFF, '\n'});

        assertFailed(Run.hamlet("split", "--config", file.toString()), "mine.yaml:2:2: expected UTF-8, found 0xFF");
    }

    static void assertFailed(Run run, String message) {
        assertThat(run.err()).contains("ERROR Main: " + message).doesNotContain("\tat ", "Exception");
        assertThat(run.exitCode()).isEqualTo(1);
    }
}
