package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final Dataset HELD_OUT = Messages.hamAndSpam(100, 9);

    private final Model model = read("ham", "spam");

    @Test
    void agreesWithThePredictions() {
        List<Scored> scored = scored(HELD_OUT);
        ConfusionMatrix confusion = ConfusionMatrix.of(scored, List.of("ham", "spam"));
        Evaluation evaluation = evaluate(model, HELD_OUT);

        assertThat(evaluation.examples()).isEqualTo(100);
        assertThat(evaluation.confusion()).isEqualTo(confusion.counts());
        assertThat(evaluation.figures().keySet()).containsExactly("mcc", "accuracy", "f1", "precision", "recall",
                "blocked", "auc", "pr_auc", "caught_at_0.1", "caught_at_0.3", "caught_at_1", "weighted_precision",
                "weighted_recall", "weighted_f1", "log_loss", "brier", "ece");
        assertThat(value(evaluation, "mcc")).isEqualTo(confusion.mcc());
        assertThat(value(evaluation, "weighted_recall")).isEqualTo(confusion.accuracy(), within(1e-12));
        assertThat(evaluation.figures().values()).allSatisfy(
                figure -> assertThat(figure.value()).isBetween(figure.low(), figure.high()));
        assertThat(evaluation.curve()).isEqualTo(Ranking.of(scored).corners());
        assertThat(evaluation.slices()).extracting(Slice::by).contains("length", "link", "digits", "script", "source");
    }

    @Test
    void isReadBackFromJsonAsItWasWritten() throws IOException {
        Evaluation evaluation = evaluate(model, HELD_OUT);
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
        List<String> worst = worst(mislabelled);

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

        assertThat(worst(new Dataset(same))).containsSubsequence("a:1", "b:1", "c:1");
    }

    @Test
    void givesTheRankingOfOneLabelTheValueOfChance() {
        Dataset ham = new Dataset(HELD_OUT.examples().stream().filter(each -> each.label().equals("ham")).toList());

        assertThat(evaluate(model, ham).figures().get("auc")).isEqualTo(new Interval(0.5, 0.5, 0.5));
    }

    @Test
    void givesThreeLabelsTheFiguresThatHaveAMeaning() {
        Evaluation evaluation = evaluate(read("ham", "spam", "bill"), mislabelled(Messages.of(90, 9, "ham", "spam",
                "bill")));

        assertThat(evaluation.figures().keySet()).containsExactly("mcc", "accuracy", "weighted_precision",
                "weighted_recall", "weighted_f1", "ece");
        assertThat(evaluation.confusion()).hasSize(3);
        assertThat(evaluation.curve()).isEmpty();
        assertThat(evaluation.worst()).hasSize(20).extracting(Mistake::score).isSortedAccordingTo(
                Comparator.reverseOrder());
        assertThat(evaluation.slices()).allSatisfy(
                slice -> assertThat(slice.figures().keySet()).isSubsetOf("mcc", "accuracy").isNotEmpty());
    }

    @Test
    void refusesALabelThatTheModelDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> Predictions.of(model, new Dataset(List.of(new Example("test.tsv:3", "eggs", "hello")))))
                .withMessage("test.tsv:3: expected a label of [ham, spam], found \"eggs\"");
    }

    @Test
    void refusesPredictionsForOtherExamples() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Predictions(HELD_OUT.examples(), scored(HELD_OUT).subList(1, 100)))
                .withMessage("expected a prediction for each of 100 examples, found 99");
    }

    private static Evaluation evaluate(Model model, Dataset heldOut) {
        return Evaluation.of(Predictions.of(model, heldOut), model.metadata().labels(), example -> "a test", 1);
    }

    private List<String> worst(Dataset heldOut) {
        return evaluate(model, heldOut).worst().stream().map(Mistake::id).toList();
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
