package dev.hamlet.training;

import static dev.hamlet.training.MainTest.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.model.Metadata;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.dataset.TsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests run in a folder without params.yaml: but where one is named, the shipped parameters hold. */
class FitTest {

    @TempDir
    private Path folder = Path.of("");
    private Path data = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void nameFiles() {
        data = folder.resolve("mine.tsv");
        out = folder.resolve("models/mine.hamlet");
    }

    @Test
    void trainsWithTheParametersThatHamletCameWith() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(60, 1), data);
        Run run = fit();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("there is no params.yaml here", "60 messages, labels [ham, spam]",
                "version " + read().version());
        Parameters shipped = Parameters.load(Path.of("../params.yaml"));
        assertThat(read().metadata().provenance()).containsEntry("parameters.sha256", shipped.sha256())
                .containsEntry("data.sha256", Messages.hamAndSpam(60, 1).fingerprint())
                .containsEntry("data.examples", "60").containsEntry("seed", "111");
        assertThat(read().metadata().features()).isEqualTo(shipped.trainerOptions().features());
    }

    @Test
    void trainsWithTheTrainerThatIsNamed() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(60, 1), data);
        Run run = fit("--trainer", "sparse_logistic_regression");

        assertThat(run.exitCode()).isZero();
        assertThat(metadata().provenance()).containsEntry("parameters.sha256",
                Parameters.load(Path.of("../params.yaml")).withTrainer("sparse_logistic_regression").sha256());
    }

    @Test
    void namesTheTrainersWhereThereIsNoneOfTheName() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(60, 1), data);

        assertFailed(fit("--trainer", "oracle"), "expected trainer to be one of [ensemble, linear_svm, maxent, ");
    }

    @Test
    void dependsOnNeitherThreadsNorTheFilesName() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(60, 1), data);
        Path again = folder.resolve("again.hamlet");
        Path copy = Files.copy(data, folder.resolve("copy.tsv"));
        fit("--threads", "1");
        Run.hamlet("fit", "--data", copy.toString(), "--out", again.toString(), "--threads", "2");

        assertThat(again).hasSameBinaryContentAs(out);
    }

    @Test
    void putsThePositiveLabelSecond() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(60, 1), data);
        fit("--positive", "ham");

        assertThat(metadata().labels()).containsExactly("spam", "ham");
        assertThat(read().predict("see you at the theatre").score()).isGreaterThan(0.5);
    }

    @Test
    void takesTheLastLabelAsPositiveWhereParametersHaveOthers() throws IOException {
        TsvWriter.write(Messages.of(60, 1, "spam", "bill"), data);
        fit();
        assertThat(metadata().labels()).containsExactly("bill", "spam");

        fit("--positive", "bill");
        assertThat(metadata().labels()).containsExactly("spam", "bill");
    }

    @Test
    void refusesAPositiveLabelThatTheDataLacks() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(60, 1), data);

        assertFailed(fit("--positive", "eggs"),
                data + ": expected the label \"eggs\" that --positive names, found [ham, spam]");
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesOneLabel() throws IOException {
        TsvWriter.write(Messages.of(60, 1, "ham"), data);

        assertFailed(fit(), data + ": expected two labels or more, found [ham]");
    }

    @Test
    void trainsOnThreeLabels() throws IOException {
        TsvWriter.write(Messages.of(90, 1, "ham", "spam", "bill"), data);
        Run run = fit();

        assertThat(run.exitCode()).isZero();
        assertThat(metadata().labels()).containsExactly("bill", "ham", "spam");
        assertThat(read().predict("your invoice is ready, amount due").label()).isEqualTo("bill");
    }

    @Test
    void namesALabelWithTooFewMessages() throws IOException {
        List<Example> repeats = Stream.generate(() -> new Example("test:1", "spam", "WIN 100 NOW")).limit(20).toList();
        TsvWriter.write(Dataset.concat(List.of(Messages.of(40, 1, "ham"), new Dataset(repeats))), data);

        assertFailed(fit(), "expected at least 10 distinct messages of label \"spam\", found 1");
    }

    @Test
    void reportsEveryBadRow() throws IOException {
        writeWithBadRows();

        assertFailed(fit(), """
                mine.tsv:61: expected 2 columns [label, text], found 1
                mine.tsv:62: expected a text, found a blank
                mine.tsv:63: expected UTF-8, found 0xFF at byte 6 of the line
                mine.tsv:64: expected a label, found a blank
                """);
        assertThat(out).doesNotExist();
    }

    @Test
    void goesOnWithoutBadRowsWhenAskedTo() throws IOException {
        writeWithBadRows();
        Run run = fit("--skip-bad-rows");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("WARN  Reading: skipped mine.tsv:61: expected 2 columns", "skipped mine.tsv:62:",
                "skipped mine.tsv:63:", "skipped mine.tsv:64:", "60 rows read, 4 skipped");
        assertThat(metadata().provenance()).containsEntry("data.examples", "60");
    }

    @Test
    void namesAFileThatIsMissing() {
        assertFailed(fit(), "expected a file at " + data + ", found none");
    }

    @Test
    void namesAFileThatIsEmpty() throws IOException {
        Files.createFile(data);

        assertFailed(fit(), "mine.tsv: expected at least one row, found an empty file");
    }

    @Test
    void namesAFileThatIsAFolder() throws IOException {
        Files.createDirectory(data);

        assertFailed(fit(), data + ": expected a file, found a folder");
    }

    @Test
    void namesAFileThatStandsWhereAFolderIsNeededBeforeItTrains() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(40, 1), data);
        out = data.resolve("model.hamlet");
        Run run = fit();

        assertFailed(run, out + ": expected a file that can be written, found a file instead of a folder at " + data);
        assertThat(run.err()).doesNotContain("40 messages");
    }

    @Test
    void namesAFolderThatStandsWhereTheModelShallBeforeItTrains() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(40, 1), data);
        out = folder;
        Run run = fit();

        assertFailed(run, folder + ": expected a file that can be written, found a folder at " + folder);
        assertThat(run.err()).doesNotContain("40 messages");
    }

    @Test
    void leavesTheLastModelWhereItCannotTrain() throws IOException {
        TsvWriter.write(Messages.of(60, 1, "ham"), data);
        out = Files.writeString(folder.resolve("mine.hamlet"), "the last one");

        assertFailed(fit(), data + ": expected two labels or more");
        assertThat(out).hasContent("the last one");
    }

    /** In a JVM of its own, and as small as the data is large. */
    @Test
    void saysHowToGiveJavaMoreMemoryWhereTheDataDoesNotFit() throws IOException, InterruptedException {
        Files.writeString(data, "ham\tTo be, or not to be, that is the question.\n".repeat(1_000_000));
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(), "fit", "--data", data.toString(), "--out", out.toString())
                .redirectError(err.toFile()).start();
        int exitCode = process.waitFor();

        assertFailed(new Run(exitCode, "", Files.readString(err)),
                "expected the messages, and what is counted of them, to fit in ");
        assertThat(Files.readString(err)).contains("found more; give Java more with HAMLET_JAVA_OPTIONS=-Xmx")
                .doesNotContain("OutOfMemoryError");
    }

    /** As in a C or POSIX locale. */
    @Test
    void logsLabelsInUtf8WhateverTheLocale() throws IOException {
        Files.writeString(data, "햄\tto be\n");
        PrintStream stderr = System.err;
        var err = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(err, true, StandardCharsets.US_ASCII));
            Main.run("fit", "--data", data.toString(), "--out", out.toString());
        } finally {
            System.setErr(stderr);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("found [햄]");
    }

    private void writeWithBadRows() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(60, 1), data);
        List<byte[]> bad = new ArrayList<>();
        for (String row : List.of("no tab", "ham\t ", "spam\t\u00ff", "\tno label")) {
            bad.add((row + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        try (var stream = Files.newOutputStream(data, StandardOpenOption.APPEND)) {
            for (byte[] row : bad) {
                stream.write(row);
            }
        }
    }

    private Run fit(String... more) {
        return Run.hamlet(Stream.concat(Stream.of("fit", "--data", data.toString(), "--out", out.toString()),
                Stream.of(more)).toArray(String[]::new));
    }

    private Metadata metadata() throws IOException {
        return read().metadata();
    }

    private Model read() throws IOException {
        return ModelReader.read(Files.readAllBytes(out), out.toString());
    }
}
