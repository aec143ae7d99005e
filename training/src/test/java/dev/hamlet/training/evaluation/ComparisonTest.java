package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final List<String> LABELS = List.of("ham", "spam");

    /** The better way is right on every message, the baseline on four in five: it is .2 better, give or take little. */
    @Test
    void pairsEachWayWithTheBaseline() {
        Comparison comparison = Comparison.of(ways(wrongOnEvery(5), wrongOnEvery(1000)), LABELS, 1);

        assertThat(comparison.rows()).extracting(Comparison.Row::name).containsExactly("way 0", "way 1");
        assertThat(comparison.rows().getFirst().differences()).isEmpty();
        Interval difference = difference(comparison, "accuracy");
        assertThat(difference.value()).isEqualTo(0.2, within(1e-12));
        assertThat(difference.low()).isBetween(0.14, 0.18);
        assertThat(difference.high()).isBetween(0.22, 0.26);
        assertThat(comparison.rows().getLast().differences().keySet())
                .containsExactlyElementsOf(comparison.rows().getFirst().figures().keySet())
                .containsExactly("mcc", "accuracy", "f1", "precision", "recall", "blocked", "auc");
    }

    /** What both get wrong is in no difference, though each figure by itself is as uncertain as before. */
    @Test
    void findsNoDifferenceBetweenEquals() {
        Comparison comparison = Comparison.of(ways(wrongOnEvery(5), wrongOnEvery(5)), LABELS, 1);

        assertThat(comparison.rows().getLast().differences().values()).containsOnly(new Interval(0, 0, 0));
        Interval accuracy = Objects.requireNonNull(comparison.rows().getLast().figures().get("accuracy"));
        assertThat(accuracy.high() - accuracy.low()).isGreaterThan(0.05);
    }

    @Test
    void refusesPredictionsForOtherExamples() {
        List<Scored> others = wrongOnEvery(5).reversed();

        assertThatIllegalArgumentException().isThrownBy(
                () -> Comparison.of(ways(wrongOnEvery(5), others), LABELS, 1))
                .withMessage("expected predictions for the same examples in the same order");
    }

    private static Interval difference(Comparison comparison, String figure) {
        return Objects.requireNonNull(comparison.rows().getLast().differences().get(figure));
    }

    private static Map<String, List<Scored>> ways(List<Scored> first, List<Scored> second) {
        Map<String, List<Scored>> ways = new LinkedHashMap<>();
        ways.put("way 0", first);
        ways.put("way 1", second);
        return ways;
    }

    private static List<Scored> wrongOnEvery(int nth) {
        return IntStream.range(0, 400).mapToObj(i -> {
            int actual = i % 2;
            int predicted = i % nth == nth - 1 ? 1 - actual : actual;
            return new Scored("test:" + i, actual, predicted, predicted);
        }).toList();
    }
}
