package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"auc, 0.9375", "pr_auc, 0.9105519480519481", "log_loss, 0.31546682898143624",
        "brier, 0.10165500000000001", "weighted_precision, 0.8505494505494505", "weighted_recall, 0.85",
        "weighted_f1, 0.8480000000000001", "mcc, 0.6847367880174606"})
    void agreesWithScikitLearn(String figure, double value) {
        assertThat(value(figure)).isEqualTo(value, ROUNDING);
    }

    /** By hand: 11 ham let through, 1 blocked, 2 spam missed, 6 caught. */
    @ParameterizedTest(name = "{0} is {1} / {2}")
    @CsvSource({"accuracy, 17, 20", "f1, 12, 15", "precision, 6, 7", "recall, 6, 8", "blocked, 1, 12"})
    void countsByHand(String figure, double part, double whole) {
        assertThat(value(figure)).isEqualTo(part / whole, ROUNDING);
    }

    /** Of 12 ham none may be blocked, so the threshold stands above the .7 of one: .8, .9, .95, .99 and 1 are spam. */
    @ParameterizedTest(name = "{0} is 5 / 8")
    @CsvSource({"caught_at_0.1", "caught_at_0.3", "caught_at_1"})
    void catchesWhatScoresAboveTheHighestHam(String figure) {
        assertThat(value(figure)).isEqualTo(5 / 8.0);
    }

    /** By hand, two messages a bin: .005, .035, .125, .225, .175, .4, .5, .25, .075 and .005 are the differences. */
    @Test
    void averagesTheErrorsOfTheBins() {
        assertThat(value("ece")).isEqualTo(0.1795, ROUNDING);
    }

    /** precision_recall_fscore_support([0,0,0,1,1,2,2,2,2,1], [0,1,0,1,1,2,0,2,2,2], average="weighted"): .7, .7, .7. */
    @Test
    void leavesOutWhatThreeLabelsDoNotHave() {
        int[] actual = {0, 0, 0, 1, 1, 2, 2, 2, 2, 1};
        int[] predicted = {0, 1, 0, 1, 1, 2, 0, 2, 2, 2};
        List<Scored> scored = IntStream.range(0, 10)
                .mapToObj(i -> new Scored("test:" + i, actual[i], predicted[i], actual[i] == predicted[i] ? 0.9 : 0.6))
                .toList();
        Map<String, Double> figures = new Figures(List.of("ham", "spam", "bill")).of(scored);

        assertThat(figures.keySet()).containsExactly("mcc", "accuracy", "weighted_precision", "weighted_recall",
                "weighted_f1", "ece");
        assertThat(figures).extractingByKeys("weighted_precision", "weighted_recall", "weighted_f1", "accuracy")
                .allSatisfy(figure -> assertThat(figure).isEqualTo(0.7, ROUNDING));
        // Three messages at .6, all wrong, and seven at .9, all right.
        assertThat(figures).hasEntrySatisfying("ece",
                error -> assertThat(error).isEqualTo((3 * 0.6 + 7 * 0.1) / 10, ROUNDING));
    }

    @Test
    void costsNoInfinityToBeCertainAndWrong() {
        var wrong = List.of(new Scored("test:1", 1, 0, 0), new Scored("test:2", 0, 1, 1));

        assertThat(new Figures(Example20.LABELS).of(wrong)).hasEntrySatisfying("log_loss",
                loss -> assertThat(loss).isEqualTo(-Math.log(Math.ulp(1.0)), ROUNDING));
    }

    private static double value(String figure) {
        return Objects.requireNonNull(new Figures(Example20.LABELS).of(Example20.scored()).get(figure));
    }
}
