package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import smile.validation.metric.Accuracy;
import smile.validation.metric.FScore;
import smile.validation.metric.Fallout;
import smile.validation.metric.MatthewsCorrelation;
import smile.validation.metric.Precision;
import smile.validation.metric.Sensitivity;

class ConfusionMatrixTest {

    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final List<String> LABELS = List.of("ham", "spam");

    @Test
    void givesTheFiguresOfAWorkedExample() {
        ConfusionMatrix matrix = binary(90, 10, 5, 20);

        assertThat(matrix.total()).isEqualTo(125);
        assertThat(matrix.accuracy()).isEqualTo(110 / 125.0);
        assertThat(matrix.precision()).isEqualTo(20 / 30.0);
        assertThat(matrix.recall()).isEqualTo(20 / 25.0);
        assertThat(matrix.f1()).isEqualTo(40 / 55.0, ROUNDING);
        assertThat(matrix.blocked()).isEqualTo(10 / 100.0);
        assertThat(matrix.mcc()).isEqualTo((20 * 90 - 10 * 5) / Math.sqrt(30.0 * 25 * 100 * 95), ROUNDING);
    }

    /** Cats and dogs of en.wikipedia.org/wiki/Phi_coefficient, "Example": 6, 2, 1 and 3 give 0.478. */
    @Test
    void givesThePublishedMccOfTwoLabels() {
        assertThat(binary(3, 1, 2, 6).mcc()).isEqualTo(0.478, within(0.0005));
    }

    /** By hand: 10 messages, 7 right, Σ row × column 33, Σ row² 34, Σ column² 34, so (70 − 33) / (100 − 34). */
    @Test
    void givesTheMccOfThreeLabels() {
        var matrix = new ConfusionMatrix(List.of(List.of(2L, 0L, 1L), List.of(0L, 3L, 0L), List.of(1L, 1L, 2L)));

        assertThat(matrix.mcc()).isEqualTo(37 / 66.0, ROUNDING);
        assertThat(matrix.accuracy()).isEqualTo(0.7);
    }

    @Property(tries = 300)
    void agreesWithSmile(@ForAll @IntRange(min = 1, max = 40) int ham, @ForAll @IntRange(min = 1, max = 40) int blocked,
            @ForAll @IntRange(min = 1, max = 40) int missed, @ForAll @IntRange(min = 1, max = 40) int caught) {
        ConfusionMatrix matrix = binary(ham, blocked, missed, caught);
        int[] actual = labels(ham, 0, blocked, 0, missed, 1, caught, 1);
        int[] predicted = labels(ham, 0, blocked, 1, missed, 0, caught, 1);

        assertThat(matrix.accuracy()).isEqualTo(Accuracy.of(actual, predicted), ROUNDING);
        assertThat(matrix.precision()).isEqualTo(Precision.of(actual, predicted), ROUNDING);
        assertThat(matrix.recall()).isEqualTo(Sensitivity.of(actual, predicted), ROUNDING);
        assertThat(matrix.f1()).isEqualTo(FScore.F1.score(actual, predicted), ROUNDING);
        assertThat(matrix.blocked()).isEqualTo(Fallout.of(actual, predicted), ROUNDING);
        assertThat(matrix.mcc()).isEqualTo(MatthewsCorrelation.of(actual, predicted), ROUNDING);
    }

    /** Why the figures are not Smile's: it multiplies counts as ints. */
    @Test
    void countsMessagesWhereSmileOverflows() {
        int[] labels = labels(50_000, 0, 50_000, 1);

        assertThat(MatthewsCorrelation.of(labels, labels)).isNegative();
        assertThat(binary(50_000, 0, 0, 50_000).mcc()).isEqualTo(1);
        assertThat(binary(2_000_000_000, 0, 0, 2_000_000_000).mcc()).isEqualTo(1);
    }

    @Test
    void isZeroWhereADenominatorIs() {
        ConfusionMatrix allHam = binary(5, 0, 0, 0);
        ConfusionMatrix allSpam = binary(0, 0, 0, 5);
        ConfusionMatrix none = binary(0, 0, 0, 0);

        assertThat(Stream.of(allHam.precision(), allHam.recall(), allHam.f1(), allHam.mcc())).containsOnly(0.0);
        assertThat(Stream.of(allSpam.blocked(), allSpam.mcc())).containsOnly(0.0);
        assertThat(Stream.of(none.accuracy(), none.precision(), none.recall(), none.f1(), none.blocked(), none.mcc()))
                .containsOnly(0.0);
    }

    @Test
    void countsPredictionsByActualAndPredictedLabel() {
        List<Scored> scored = List.of(scored(0, 1, .6), scored(1, 0, .2), scored(1, 1, .9), scored(1, 0, .3));

        assertThat(ConfusionMatrix.of(scored, LABELS)).isEqualTo(binary(0, 1, 2, 1));
    }

    @Test
    void countsFromTheThresholdOn() {
        List<Scored> scored = List.of(scored(0, 0, .25), scored(1, 0, .5), scored(1, 0, .75));

        assertThat(ConfusionMatrix.of(scored, .5)).isEqualTo(binary(1, 0, 0, 2));
        assertThat(ConfusionMatrix.of(scored, Math.nextUp(.5))).isEqualTo(binary(1, 0, 1, 1));
    }

    @Test
    void movesOneMessageToThePositives() {
        assertThat(binary(3, 1, 2, 4).calledPositive(0)).isEqualTo(binary(2, 2, 2, 4));
        assertThat(binary(3, 1, 2, 4).calledPositive(1)).isEqualTo(binary(3, 1, 1, 5));
    }

    private static ConfusionMatrix binary(long ham, long blocked, long missed, long caught) {
        return new ConfusionMatrix(List.of(List.of(ham, blocked), List.of(missed, caught)));
    }

    private static Scored scored(int actual, int predicted, double score) {
        return new Scored("test:1", actual, predicted, score);
    }

    /** Pairs of how often, and which label. */
    private static int[] labels(int... runs) {
        return IntStream.range(0, runs.length / 2)
                .flatMap(i -> IntStream.generate(() -> runs[2 * i + 1]).limit(runs[2 * i])).toArray();
    }
}
