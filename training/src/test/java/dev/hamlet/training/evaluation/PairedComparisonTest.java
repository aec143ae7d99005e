package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

    private static final List<String> LABELS = List.of("ham", "spam");

    @Test
    void findsTheLossInTheSliceThatHasIt() {
        PairedComparison comparison = PairedComparison.of(table(i -> false), table(i -> i < 30), LABELS, 1);

        assertThat(comparison.examples()).isEqualTo(400);
        assertThat(comparison.differences()).containsOnlyKeys("mcc", "accuracy", "f1", "precision", "recall", "blocked",
                "auc");
        assertThat(comparison.differences().get("recall")).isNotNull().satisfies(recall -> {
            assertThat(recall.value()).isCloseTo(-0.15, within(1e-9));
            assertThat(recall.high()).isNegative();
        });
        assertThat(comparison.slices()).extracting(PairedComparison.SliceDifference::slice).containsExactly(
                "link=with a link", "link=without", "source=a test");
        assertThat(mcc(comparison.slices().get(0).differences()).high()).isNegative();
        assertThat(comparison.slices().get(1).differences().get("mcc")).isEqualTo(new Interval(0, 0, 0));
        assertThat(comparison.slices()).noneMatch(PairedComparison.SliceDifference::small);
        assertThat(comparison.changes()).hasSize(30).allSatisfy(change -> {
            assertThat(change.label()).isEqualTo("spam");
            assertThat(change.before()).isEqualTo("spam");
            assertThat(change.after()).isEqualTo("ham");
        });
    }

    @Test
    void isTheOppositeTheOtherWayRound() {
        Interval forth = mcc(PairedComparison.of(table(i -> false), table(i -> i < 30), LABELS, 1).differences());
        Interval back = mcc(PairedComparison.of(table(i -> i < 30), table(i -> false), LABELS, 1).differences());

        assertThat(back).isEqualTo(new Interval(-forth.value(), -forth.high(), -forth.low()));
    }

    @Test
    void findsTheSameMessagesInAnyOrder() {
        PredictionTable table = table(i -> i < 30);

        assertThat(PairedComparison.of(table, new PredictionTable(table.rows().reversed()), LABELS, 1).changes())
                .isEmpty();
    }

    @Test
    void saysHowManyMessagesAreTheSameWhereSomeAreNot() {
        PredictionTable table = table(i -> false);
        List<PredictionTable.Row> rows = new ArrayList<>(table.rows().subList(0, 300));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedComparison.of(table, new PredictionTable(rows), LABELS, 1))
                .withMessage(
                        "expected predictions for the same held-out messages, found 400 and 300, with 300 different "
                                + "ones in common");
    }

    @Test
    void refusesALabelThatTheModelDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedComparison.of(table(i -> false), table(i -> false), List.of("ham", "eggs"), 1))
                .withMessage("expected one of [ham, eggs], found \"spam\"");
    }

    @Test
    void marksSlicesOfFewMessages() {
        List<PredictionTable.Row> few = table(i -> false).rows().subList(150, 250);
        PairedComparison comparison = PairedComparison.of(new PredictionTable(few), new PredictionTable(few), LABELS,
                1);

        assertThat(comparison.slices()).filteredOn(PairedComparison.SliceDifference::small)
                .extracting(PairedComparison.SliceDifference::slice).contains("link=with a link");
    }

    private static Interval mcc(Map<String, Interval> differences) {
        return Objects.requireNonNull(differences.get("mcc"));
    }

    /** 400 messages, the first 200 of them spam, every other with a link in the half that is spam, as in that which is ham. */
    private static PredictionTable table(IntPredicate mistaken) {
        return new PredictionTable(IntStream.range(0, 400).mapToObj(i -> {
            String label = i < 200 ? "spam" : "ham";
            boolean spam = label.equals("spam") ^ mistaken.test(i);
            return new PredictionTable.Row("%064x".formatted(i), label, spam ? "spam" : "ham", spam ? 0.9 : 0.1,
                    List.of("link=" + (i % 200 < 100 ? "with a link" : "without"), "source=a test"));
        }).toList());
    }
}
