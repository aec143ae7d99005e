package dev.hamlet.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stages that copy what they read, a third beside them; a command is the names of the files to copy. */
class PipelineRunTest {

    private static final Stage SPLIT = stage("split", "raw train", List.of("raw"), List.of("seed"), "train");
    private static final Stage TRAIN = stage("train@a", "train model", List.of("train"), List.of("a.depth"), "model");
    private static final Stage OTHER = stage("train@b", "train other", List.of("train"), List.of("b"), "other");
    private static final Pipeline PIPELINE = new Pipeline(List.of(TRAIN, OTHER, SPLIT));

    @TempDir
    private Path folder = Path.of("");
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final Lock lock = new Lock(new LinkedHashMap<>());

    @BeforeEach
    void prepare() throws IOException {
        parameters.put("seed", 1);
        parameters.put("a", Map.of("depth", 35, "trees", 42));
        parameters.put("b", Map.of("lambda", 0.5));
        Files.writeString(folder.resolve("raw"), "raw\n");
    }

    @Test
    void runsEachStageAfterThoseThatItDependsOnAndThenNone() throws IOException {
        assertThat(run()).isEqualTo(3);
        assertThat(commands).containsExactly("raw train", "train model", "train other");
        assertThat(folder.resolve("model")).hasContent("raw\n");
        assertThat(run()).isZero();
    }

    @Test
    void runsWhatAParameterShapesAndNothingElse() throws IOException {
        run();
        parameters.put("a", Map.of("depth", 20, "trees", 41));

        assertThat(changes(TRAIN)).containsExactly("params a.depth 35 → 20");
        assertThat(run()).isEqualTo(1);
        assertThat(commands.getLast()).isEqualTo("train model");
    }

    @Test
    void namesTheLeafOfAParameterThatChanged() throws IOException {
        run();
        parameters.put("b", Map.of("lambda", 0.25, "new", true));

        assertThat(changes(OTHER)).containsExactlyInAnyOrder("params b.lambda 0.5 → 0.25",
                "params b.new none → true");
    }

    @Test
    void runsAgainWhatReadsAFileThatChanged() throws IOException {
        run();
        Files.writeString(folder.resolve("raw"), "other\n");

        assertThat(changes(SPLIT)).containsExactly("deps raw");
        assertThat(run()).isEqualTo(3);
    }

    @Test
    void stopsWhereAStageMakesTheSameAsBefore() throws IOException {
        run();
        parameters.put("seed", 2);

        assertThat(run()).isEqualTo(1);
        assertThat(commands.getLast()).isEqualTo("raw train");
    }

    @Test
    void makesAgainWhatIsMissingOrWasChangedByHand() throws IOException {
        run();
        Files.delete(folder.resolve("model"));
        Files.writeString(folder.resolve("other"), "by hand");

        assertThat(changes(TRAIN)).containsExactly("outs model missing");
        assertThat(changes(OTHER)).containsExactly("outs other");
        assertThat(run()).isEqualTo(2);
        assertThat(folder.resolve("other")).hasContent("raw\n");
    }

    @Test
    void runsAgainWhatHasAnotherCommand() throws IOException {
        run();
        var other = new Pipeline(List.of(SPLIT, stage("train@a", "raw model", TRAIN.deps(), TRAIN.params(), "model")));

        assertThat(other.run(List.of(), false, workspace(), lock, this::copy)).isEqualTo(1);
    }

    @Test
    void runsATargetAndWhatItDependsOn() throws IOException {
        assertThat(PIPELINE.run(List.of("train@b"), false, workspace(), lock, this::copy)).isEqualTo(2);
        assertThat(commands).containsExactly("raw train", "train other");
        assertThat(PIPELINE.run(List.of("train"), false, workspace(), lock, this::copy)).isEqualTo(1);
        assertThat(PIPELINE.run(List.of("split"), true, workspace(), lock, this::copy)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(
                () -> PIPELINE.run(List.of("trian"), false, workspace(), lock, this::copy)).withMessage(
                        "expected stages of [train@a, train@b, split], found trian");
    }

    @Test
    void keepsWhatRanBeforeAFailure() throws IOException {
        assertThatIOException().isThrownBy(() -> PIPELINE.run(List.of(), false, workspace(), lock,
                command -> command.equals("train model") ? 3 : copy(command))).withMessage(
                        "train@a: expected exit code 0 of \"train model\", found 3");
        assertThat(Files.readString(folder.resolve("dvc.lock"))).contains("  split:\n").doesNotContain("train@a");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void refusesAStageThatMakesNothing() {
        assertThatIOException().isThrownBy(() -> PIPELINE.run(List.of(), false, workspace(), lock, _ -> 0)).withMessage(
                "split: expected it to make train, found none");
    }

    @Test
    void takesNoOldFileForNew() throws IOException {
        run();

        assertThatIOException().isThrownBy(() -> PIPELINE.run(List.of(), true, workspace(), lock, _ -> 0)).withMessage(
                "split: expected it to make train, found none");
    }

    @Test
    void leavesWhatIsPersistentInPlace() throws IOException {
        var keeps = new Stage("keeps", "none", List.of(), List.of(), List.of(new Stage.Out("raw", true, true)));

        assertThat(new Pipeline(List.of(keeps)).run(List.of(), false, workspace(), lock, _ -> 0)).isEqualTo(1);
        assertThat(folder.resolve("raw")).exists();
    }

    @Test
    void touchesNothingWhenItOnlyTells() throws IOException {
        PIPELINE.tell(List.of(), false, workspace(), lock);

        assertThat(commands).isEmpty();
        assertThat(folder.resolve("dvc.lock")).doesNotExist();
    }

    @Test
    void putsContentWhereDvcLooksForIt() throws IOException {
        Files.createDirectory(folder.resolve(".dvc"));
        run();

        // printf 'raw\n' | md5sum
        assertThat(folder.resolve(".dvc/cache/files/md5/23/06b4377429730ee03a806cff76e92b")).hasContent("raw\n");
    }

    @Test
    void namesAParameterThatIsMissing() {
        parameters.remove("seed");

        assertThatIllegalArgumentException().isThrownBy(this::run).withMessage(
                "params.yaml: expected seed, on which split depends, found none");
    }

    @Test
    void refusesACycleAndTwoMakersOfAFile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pipeline(List.of(SPLIT,
                stage("again", "", List.of("model"), List.of(), "raw"), TRAIN))).withMessage(
                        "expected stages without a cycle, found one through split");
        assertThatIllegalArgumentException().isThrownBy(() -> new Pipeline(List.of(SPLIT,
                stage("again", "", List.of(), List.of(), "train/part")))).withMessage(
                        "expected one stage that makes train, found [split, again]");
    }

    private List<String> changes(Stage stage) throws IOException {
        return lock.entry(stage).orElseThrow().changesTo(workspace().entry(stage));
    }

    private int run() throws IOException {
        return PIPELINE.run(List.of(), false, workspace(), lock, this::copy);
    }

    private Workspace workspace() {
        return new Workspace(folder, parameters);
    }

    private int copy(String command) throws IOException {
        commands.add(command);
        String[] names = command.split(" ", -1);
        Files.writeString(folder.resolve(names[1]), Files.readString(folder.resolve(names[0])));
        return 0;
    }

    private static Stage stage(String name, String command, List<String> deps, List<String> params, String out) {
        return new Stage(name, command, deps, params, List.of(new Stage.Out(out, true, false)));
    }
}
