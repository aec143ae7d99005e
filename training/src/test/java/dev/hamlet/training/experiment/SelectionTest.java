package dev.hamlet.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.training.experiment.Selection.Figure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final Candidate A = candidate("a", 500, .90, .97);
    private static final Candidate B = candidate("b", 900, .95, .96);

    @Test
    void choosesTheHighestFigure() {
        Selection selection = Selection.of(List.of(A, B), Figure.MCC);

        assertThat(selection.chosen()).isEqualTo("b");
        assertThat(selection.version()).isEqualTo("version of b");
        assertThat(selection.figure()).isEqualTo("mcc");
        assertThat(selection.candidates().keySet()).containsExactly("b", "a");
        assertThat(row(selection, "b")).isEqualTo(
                new Selection.Row(.95, 0, List.of(.94, .96), 900, "version of b", "chosen"));
        assertThat(row(selection, "a").behind()).isCloseTo(.05, within(1e-12));
        assertThat(row(selection, "a").why()).isEqualTo("lower mcc");
        assertThat(Selection.of(List.of(A, B), Figure.AUC).chosen()).isEqualTo("a");
    }

    @Test
    void choosesTheSmallerFileOfEqualFigures() {
        Selection selection = Selection.of(List.of(A, candidate("b", 499, .90, .97), candidate("c", 501, .90, .97)),
                Figure.MCC);

        assertThat(selection.candidates().keySet()).containsExactly("b", "a", "c");
        assertThat(row(selection, "a").why()).isEqualTo("same mcc, larger file");
    }

    @Test
    void choosesTheFirstNameOfEqualFiguresAndSizesInWhateverOrderTheyCome() {
        Candidate other = candidate("b", 500, .90, .97);

        assertThat(Selection.of(List.of(other, A), Figure.MCC)).isEqualTo(Selection.of(List.of(A, other), Figure.MCC));
        assertThat(Selection.of(List.of(other, A), Figure.MCC).chosen()).isEqualTo("a");
        assertThat(row(Selection.of(List.of(other, A), Figure.MCC), "b").why()).isEqualTo(
                "same mcc and size, later name");
    }

    @Test
    void namesTheFiguresThatThereAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> Selection.of(List.of(A), Figure.RECALL))
                .withMessageMatching(
                        "expected figure to be one of \\[(mcc, auc|auc, mcc)], found recall");
        assertThatIllegalArgumentException().isThrownBy(() -> Selection.of(List.of(), Figure.MCC)).withMessage(
                "expected a candidate or more, found none");
    }

    private static Selection.Row row(Selection selection, String trainer) {
        return Objects.requireNonNull(selection.candidates().get(trainer));
    }

    private static Candidate candidate(String trainer, long bytes, double mcc, double auc) {
        Map<String, Double> figures = Map.of("mcc", mcc, "auc", auc);
        return new Candidate(trainer, "version of " + trainer, bytes, .5, figures,
                List.of(Map.of("mcc", mcc - .01, "auc", auc), Map.of("mcc", mcc + .01, "auc", auc)), List.of());
    }
}
