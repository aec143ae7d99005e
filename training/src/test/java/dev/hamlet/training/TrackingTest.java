package dev.hamlet.training;

import static dev.hamlet.training.MainTest.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.dataset.TsvWriter;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.tracking.Metric;
import dev.hamlet.training.tracking.RunLog;
import dev.hamlet.training.tracking.RunState;
import dev.hamlet.training.tracking.RunStore;
import dev.hamlet.training.tracking.TrackedRun;
import dev.hamlet.training.tracking.Tracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down of a run, and what does not depend on it. */
class TrackingTest {

    private static final String PARAMETERS = """
            data_sets: [{name: Asides, file: asides.tsv, url: 'http://127.0.0.1:1/', sha256: 'HASH', licence: CC0-1.0, columns: [label, text]}]
            external_data_config: {external_data_dir: 'FOLDER/external', download_timeout_seconds: 60}
            raw_data_config: {raw_data_tsv: 'FOLDER/messages.tsv'}
            processed_data_config: {train_data_tsv: 'FOLDER/train.tsv', test_data_tsv: 'FOLDER/test.tsv'}
            label_encoding: {ham: 0, spam: 1}
            train_test_split_ratio: 0.25
            random_state: 111
            features: {word_ngrams_max: 1, char_ngrams_min: 2, char_ngrams_max: 3, min_messages: 2}
            trainer: naive_bayes
            hyper_parameters: {naive_bayes: {model: bernoulli, smoothing: 0.1}}
            threshold: {folds: 3, repeats: 1, max_blocked: 0.05}
            model_name: asides
            model_path: 'FOLDER/models/model.hamlet'
            report_path: 'FOLDER/reports/metrics.json'
            publish: {target_dir: 'FOLDER/shipped'}
            runs_path: 'FOLDER/runs'
            """
            .replace("HASH", "0".repeat(64));
    private static final Instant NOON = Instant.parse("1603-03-24T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");
    private Path config = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        config = Files.writeString(folder.resolve("params.yaml"), PARAMETERS.replace("FOLDER", folder.toString()));
        TsvWriter.write(Messages.hamAndSpam(120, 1), folder.resolve("train.tsv"));
        TsvWriter.write(Messages.hamAndSpam(40, 2), folder.resolve("test.tsv"));
        TsvWriter.write(Messages.hamAndSpam(160, 3), folder.resolve("messages.tsv"));
    }

    @Test
    void keepsParametersTagsFiguresAndFilesOfEachStage() throws IOException {
        for (String stage : List.of("train", "evaluate", "publish")) {
            Run run = hamlet(stage);
            assertThat(run.exitCode()).as(run.err()).isZero();
        }

        List<TrackedRun> runs = store().runs();
        assertThat(runs).extracting(TrackedRun::stage).containsExactly("train", "evaluate", "publish");
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.state()).isEqualTo(RunState.FINISHED);
            assertThat(run.experiment()).isEqualTo("asides");
            assertThat(run.parameters()).containsEntry("naive_bayes.smoothing", "0.1")
                    .containsEntry("trainer", "naive_bayes").containsEntry("labels.1", "spam");
            assertThat(run.tags()).containsEntry("stage", run.stage())
                    .containsEntry("parameters.sha256", Parameters.load(config).sha256())
                    .containsKeys("version.hamlet", "version.smile", "version.java", "git.commit", "git.dirty",
                            "model.version");
            assertThat(Instant.parse(run.started())).isBefore(Instant.parse(run.ended()));
        });
        assertThat(runs.getFirst().tags()).containsEntry("data.examples", "120").containsKey("data.sha256");
        assertThat(runs.getFirst().metrics()).extracting(Metric::name, Metric::step).contains(tuple("cv.mcc", 0),
                tuple("cv.fold.mcc", 0), tuple("cv.fold.mcc", 1), tuple("cv.fold.mcc", 2));
        assertThat(runs.get(1).tags()).containsEntry("model.version", runs.getFirst().tags().get("model.version"));
        Interval mcc = Objects
                .requireNonNull(Report.read(folder.resolve("reports/metrics.json")).evaluation().figures().get("mcc"));
        assertThat(runs.get(1).metrics()).contains(new Metric("mcc", mcc.value(), 0),
                new Metric("mcc.low", mcc.low(), 0), new Metric("mcc.high", mcc.high(), 0));
        assertKept(runs.getFirst(), "models/model.hamlet");
        for (String file : List.of("metrics.json", "metrics.html", "predictions.tsv")) {
            assertKept(runs.get(1), "reports/" + file);
        }
        assertKept(runs.get(2), "shipped/model.hamlet");
    }

    private void assertKept(TrackedRun run, String file) {
        assertThat(store().artifacts(run.id()).resolve(Path.of(file).getFileName()))
                .hasSameBinaryContentAs(folder.resolve(file));
    }

    @Test
    void makesTheSameModelUntracked() throws IOException {
        hamlet("train");
        byte[] tracked = Files.readAllBytes(folder.resolve("models/model.hamlet"));
        Files.writeString(config, Files.readString(config).replaceFirst("runs_path: .*\n", ""));

        assertThat(hamlet("train").exitCode()).isZero();

        assertThat(folder.resolve("models/model.hamlet")).hasBinaryContent(tracked);
        assertThat(store().runs()).hasSize(1);
        assertThat(hamlet("runs").err()).contains("the parameters have no runs_path, so that no run is tracked");
    }

    @Test
    void saysThatAStageFailed() throws IOException {
        Files.delete(folder.resolve("train.tsv"));

        assertThat(hamlet("train").exitCode()).isEqualTo(1);

        assertThat(store().runs()).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(run.tags()).doesNotContainKey("model.version");
            assertThat(store().artifacts(run.id())).doesNotExist();
        });
    }

    @Test
    void tellsARunAtWorkFromAKilledOne() throws IOException {
        Tracker tracker = tracker();
        tracker.track("train", new RunLog(), log -> {
            TrackedRun atWork = store().runs().getFirst();
            assertThat(atWork.state()).isEqualTo(RunState.RUNNING);
            // what is left of it when its process is killed: all but the lock
            Path copy = Files.createDirectory(folder.resolve("runs/16030324-110000-000-train"));
            Files.copy(folder.resolve("runs").resolve(atWork.id()).resolve("run.json"), copy.resolve("run.json"));
            return 0;
        });

        assertThat(store().runs()).extracting(TrackedRun::state).containsExactly(RunState.KILLED, RunState.FINISHED);
        try (var files = Files.list(folder.resolve("runs/16030324-120000-000-train"))) {
            assertThat(files).extracting(Path::getFileName).extracting(Path::toString).containsExactly("run.json");
        }
    }

    @Test
    void givesRunsOfTheSameMomentFoldersOfTheirOwn() throws IOException {
        tracker().track("train", new RunLog(), log -> tracker().track("train", new RunLog(), inner -> 0));

        assertThat(store().runs()).extracting(TrackedRun::id).containsExactly("16030324-120000-000-train",
                "16030324-120000-000-train-2");
    }

    @Test
    void doesTheWorkWhereRunsCannotBeKept() throws IOException {
        Files.writeString(folder.resolve("runs"), "a file");

        Run run = hamlet("train");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).containsOnlyOnce("WARN ").contains("WARN  Tracker: this run is not tracked: ");
        assertThat(folder.resolve("models/model.hamlet")).isNotEmptyFile();
    }

    @Test
    void refusesARunThatIsBroken() throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs/16030324-120000-000-train")).resolve("run.json");
        Files.writeString(run, "{");

        assertThatThrownBy(store()::runs).isInstanceOf(IOException.class)
                .hasMessageStartingWith(run + ": expected a run, found: ");
        assertFailed(hamlet("runs"), run + ": expected a run, found: ");
    }

    @Test
    void listsRunsByTheirFigures() throws IOException {
        for (double mcc : List.of(0.5, 0.9, 0.95)) {
            var known = new RunLog();
            known.parameter("trainer", "maxent");
            tracker().track("evaluate", known, log -> {
                log.metric("mcc", mcc);
                log.tag("model.version", "4054e4655d15");
                return 0;
            });
        }
        tracker().track("fit", new RunLog(), log -> 0);

        assertThat(hamlet("runs").out()).hasLineCount(5).startsWith("run\tstate\tmlflow\ttrainer\tmodel\tmcc")
                .contains("16030324-120000-000-evaluate\tFINISHED\t-\tmaxent\t4054e4655d15\t0.5000")
                .contains("16030324-120000-000-fit\tFINISHED\t-\t-\t-\t-");
        assertThat(hamlet("runs", "--where", "mcc > .6", "--where", "mcc<=0.90", "--metric", "f1").out())
                .hasLineCount(2).contains("-evaluate-2\tFINISHED\t-\tmaxent\t4054e4655d15\t-");
        assertThat(hamlet("runs", "--where", "mcc").err())
                .contains("expected a condition such as mcc > 0.9, found 'mcc'");
    }

    private RunStore store() {
        return new RunStore(folder.resolve("runs"));
    }

    private Tracker tracker() {
        return new Tracker(store(), "asides", Clock.fixed(NOON, ZoneOffset.UTC), Optional.empty());
    }

    private Run hamlet(String command, String... more) {
        var arguments = new ArrayList<>(List.of(command, "--config", config.toString()));
        arguments.addAll(List.of(more));
        return Run.hamlet(arguments.toArray(String[]::new));
    }
}
