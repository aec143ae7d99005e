package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.trainer.Trained;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import smile.validation.metric.AUC;

class EvaluationTest {

    private static final Dataset HELD_OUT = Messages.hamAndSpam(100, 9);

    private final Model model = read("ham", "spam");

    @Test
    void agreesWithThePredictions() {
        List<Scored> scored = scored(HELD_OUT);
        ConfusionMatrix confusion = ConfusionMatrix.of(scored, List.of("ham", "spam"));
        Evaluation evaluation = Evaluation.of(model, HELD_OUT, 1);

        assertThat(evaluation.model()).isEqualTo(model.version());
        assertThat(evaluation.threshold()).isEqualTo(model.metadata().threshold());
        assertThat(evaluation.examples()).isEqualTo(100);
        assertThat(evaluation.confusion()).isEqualTo(confusion.counts());
        assertThat(new TreeMap<>(evaluation.figures())).extractingFromEntries(Map.Entry::getKey)
                .containsExactly("accuracy", "auc", "blocked", "f1", "mcc", "precision", "recall");
        assertThat(value(evaluation, "mcc")).isEqualTo(confusion.mcc());
        assertThat(value(evaluation, "auc")).isEqualTo(
                AUC.of(scored.stream().mapToInt(Scored::actual).toArray(),
                        scored.stream().mapToDouble(Scored::score).toArray()));
        assertThat(evaluation.figures().values()).allSatisfy(
                figure -> assertThat(figure.value()).isBetween(figure.low(), figure.high()));
    }

    @Test
    void isReadBackFromJsonAsItWasWritten() throws IOException {
        Evaluation evaluation = Evaluation.of(model, HELD_OUT, 1);
        var json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

        Evaluation read = json.readValue(json.writeValueAsString(evaluation), Evaluation.class);

        assertThat(read).isEqualTo(evaluation);
        assertThat(read.figures().keySet()).containsExactlyElementsOf(evaluation.figures().keySet());
    }

    @Test
    void listsTheWorstMistakesFirst() {
        Dataset mislabelled = mislabelled(HELD_OUT);
        Map<String, Scored> byId = scored(mislabelled).stream().collect(
                Collectors.toMap(Scored::id, Function.identity()));
        List<String> worst = Evaluation.of(model, mislabelled, 1).worst();

        assertThat(worst).hasSize(20);
        assertThat(worst.stream().map(byId::get)).allSatisfy(
                each -> assertThat(each.actual()).isNotEqualTo(each.predicted()))
                .isSortedAccordingTo(Comparator.comparingDouble(
                        (Scored each) -> Math.abs(each.actual() - each.score())).reversed());
        double leastOfTheWorst = error(Objects.requireNonNull(byId.get(worst.getLast())));
        assertThat(byId.values()).filteredOn(each -> !worst.contains(each.id()) && each.actual() != each.predicted())
                .isNotEmpty().allSatisfy(each -> assertThat(error(each)).isLessThanOrEqualTo(leastOfTheWorst));
    }

    @Test
    void ordersEqualMistakesById() {
        List<Example> same = new ArrayList<>(HELD_OUT.examples());
        for (String id : List.of("c:1", "a:1", "b:1")) {
            same.add(new Example(id, "ham", "WIN A FREE PRIZE claim it by text cash waiting for you"));
        }

        assertThat(Evaluation.of(model, new Dataset(same), 1).worst()).containsSubsequence("a:1", "b:1", "c:1");
    }

    @Test
    void givesTheRankingOfOneLabelTheValueOfChance() {
        Dataset ham = new Dataset(HELD_OUT.examples().stream().filter(each -> each.label().equals("ham")).toList());

        assertThat(Evaluation.of(model, ham, 1).figures().get("auc")).isEqualTo(new Interval(0.5, 0.5, 0.5));
    }

    @Test
    void givesThreeLabelsTheFiguresThatHaveAMeaning() {
        Evaluation evaluation = Evaluation.of(read("ham", "spam", "bill"), Messages.of(90, 9, "ham", "spam", "bill"),
                1);

        assertThat(evaluation.figures().keySet()).containsExactly("mcc", "accuracy");
        assertThat(evaluation.confusion()).hasSize(3);
        assertThat(evaluation.worst()).isEmpty();
    }

    @Test
    void refusesALabelThatTheModelDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> Evaluation.of(model, new Dataset(List.of(new Example("test.tsv:3", "eggs", "hello"))), 1))
                .withMessage("test.tsv:3: expected a label of [ham, spam], found \"eggs\"");
    }

    private static double value(Evaluation evaluation, String figure) {
        return Objects.requireNonNull(evaluation.figures().get(figure)).value();
    }

    private static double error(Scored scored) {
        return Math.abs(scored.actual() - scored.score());
    }

    private static Dataset mislabelled(Dataset dataset) {
        return new Dataset(dataset.examples().stream().map(each -> new Example(each.id(),
                each.label().equals("ham") ? "spam" : "ham", each.text())).toList());
    }

    private List<Scored> scored(Dataset dataset) {
        return dataset.examples().stream().map(each -> Scored.of(model, each)).toList();
    }

    private static Model read(String... labels) {
        try {
            return ModelReader.read(Trained.on(labels), "test");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
