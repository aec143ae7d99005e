package dev.hamlet.training.dataset;

import static dev.hamlet.training.dataset.Texts.dataset;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeedbackTest {

    private static final Dataset TRAIN = dataset(new Example("a:1", "ham", "to be"), new Example("a:2", "spam", "win"),
            new Example("a:3", "ham", "to be"));
    private static final Dataset TEST = dataset(new Example("a:4", "ham", "or not 2 be"),
            new Example("a:5", "spam", "cash"));

    @Test
    void goesToTheTrainingPartOnly() {
        Feedback feedback = on(new Example("b:1", "spam", "claim it"), new Example("b:2", "ham", "sleep well"));

        assertThat(feedback.split().train().examples()).containsExactly(TRAIN.examples().get(0),
                TRAIN.examples().get(1), TRAIN.examples().get(2), new Example("b:1", "spam", "claim it"),
                new Example("b:2", "ham", "sleep well"));
        assertThat(feedback.split().test()).isEqualTo(TEST);
        assertThat(feedback).hasToString(
                "2 added, 0 relabelled, 0 known, 0 superseded, 0 held out, 0 of them under another label");
    }

    @Test
    void overridesTheLabelOfEachRowThatHasItsText() {
        Feedback feedback = on(new Example("b:1", "spam", "to be"), new Example("b:2", "spam", "win"));

        assertThat(feedback.split().train().examples()).containsExactly(new Example("a:1", "spam", "to be"),
                new Example("a:2", "spam", "win"), new Example("a:3", "spam", "to be"));
        assertThat(feedback).hasToString(
                "0 added, 1 relabelled, 1 known, 0 superseded, 0 held out, 0 of them under another label");
    }

    @Test
    void countsByItsLastLabelOnly() {
        Feedback feedback = on(new Example("b:1", "spam", "claim it"), new Example("b:2", "ham", "claim it"));

        assertThat(feedback.split().train().examples()).endsWith(new Example("b:2", "ham", "claim it")).hasSize(4);
        assertThat(feedback.superseded()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatIsHeldOutButForCaseAndDigits() {
        Feedback feedback = on(new Example("b:1", "spam", "OR not 3 be!"), new Example("b:2", "spam", "Cash"));

        assertThat(feedback.split().train()).isEqualTo(TRAIN);
        assertThat(feedback.heldOut()).isEqualTo(2);
        assertThat(feedback.contradictions()).containsExactly("b:1");
    }

    @Test
    void changesNothingWhereThereIsNone() {
        assertThat(on().split()).isEqualTo(new Split(TRAIN, TEST));
    }

    private static Feedback on(Example... rows) {
        return Feedback.on(new Split(TRAIN, TEST), dataset(rows));
    }
}
