package dev.hamlet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.training.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The project's own dvc.yaml and dvc.lock: tests run in the module's folder. */
class DvcFilesTest {

    private static final Path PARAMS = Path.of("../params.yaml");
    private static final Path LOCK = Path.of("../dvc.lock");

    @Test
    void hasAStageForEachTrainerWithTheHyperParametersThatShapeItsModels() throws IOException {
        Parameters parameters = Parameters.load(PARAMS);

        parameters.trainers().keySet().forEach(trainer -> {
            Stage stage = stage("train@" + trainer);
            HyperParameters shaping = parameters.hyperParameters().only(trainer);
            assertThat(stage.params()).as(trainer).containsAll(shaping.byTrainer().keySet().stream()
                    .map(each -> "hyper_parameters." + each).toList());
            assertThat(stage.params()).as(trainer).contains(
                    parameters.ownFeatures().orElse(Map.of()).containsKey(trainer)
                            ? "own_features." + trainer
                            : "features");
            assertThat(stage("select").deps()).contains("models/" + trainer + ".hamlet",
                    "reports/train/" + trainer + ".json");
        });
        assertThat(stages()).filteredOn(each -> each.name().startsWith("train@")).hasSize(parameters.trainers().size());
    }

    /** Whatever changes the hash of a model's parameters is among those of its stage. */
    @Test
    void namesEveryParameterThatShapesAModel() throws IOException {
        String text = Files.readString(PARAMS);
        Map<String, UnaryOperator<String>> changes = Map.of(
                "label_encoding", each -> each.replace("{ham: 0, spam: 1}", "{ham: 1, spam: 0}"),
                "train_test_split_ratio", each -> each.replace("ratio: 0.2", "ratio: 0.3"),
                "random_state", each -> each.replace("random_state: 111", "random_state: 112"),
                "threshold", each -> each.replace("folds: 10", "folds: 5"),
                "good_words", each -> each.replace("good_words: 0.05", "good_words: 0.1"),
                "model_name", each -> each.replace("model_name: sms-spam", "model_name: other"));
        String before = Parameters.parse("params.yaml", text).sha256();
        for (var change : changes.entrySet()) {
            assertThat(Parameters.parse("params.yaml", change.getValue().apply(text)).sha256()).as(change.getKey())
                    .isNotEqualTo(before);
            assertThat(stage("train@ensemble").params()).contains(change.getKey());
        }
    }

    @Test
    void shipsWhereTheFunctionLooks() {
        assertThat(stage("publish").outs()).containsExactly(
                new Stage.Out("function/src/main/resources/model.hamlet", false, true),
                new Stage.Out("function/src/main/resources/golden.tsv", false, true),
                new Stage.Out("function/src/main/resources/profile.json", false, true));
    }

    @Test
    void writesALockAsDvcDid() throws IOException {
        assertThat(new LockReader(LOCK).read().text()).isEqualTo(Files.readString(LOCK));
    }

    private static Stage stage(String name) {
        try {
            return stages().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Stage> stages() throws IOException {
        var parameters = (YamlNode.Mapping) YamlReader.read("params.yaml", Files.readString(PARAMS));
        return new PipelineReader(YamlValues.of(parameters)).read(
                YamlReader.read("dvc.yaml", Files.readString(Path.of("../dvc.yaml"))));
    }
}
