package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.trainer.Trained;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RobustnessTest {

    private static final Dataset HELD_OUT = Messages.hamAndSpam(200, 9);
    private static final List<Disguise> ALL = Disguise.all(Messages.hamAndSpam(120, 1), "ham");

    private final Model model = read("ham", "spam");

    @Test
    void givesTheFiguresOfUndisguisedMessages() {
        Robustness robustness = Robustness.of(model, HELD_OUT, ALL, 1);
        ConfusionMatrix confusion = ConfusionMatrix.of(HELD_OUT.examples().stream()
                .map(each -> Scored.of(model, each)).toList(), List.of("ham", "spam"));

        assertThat(robustness.model()).isEqualTo(model.version());
        assertThat(robustness.spam()).isEqualTo(100);
        assertThat(robustness.ham()).isEqualTo(100);
        assertThat(robustness.caught()).isEqualTo(confusion.recall()).isGreaterThan(0.8);
        assertThat(robustness.blocked()).isEqualTo(confusion.blocked()).isLessThan(0.2);
        assertThat(robustness.rows()).extracting(Robustness.Row::disguise)
                .containsExactlyElementsOf(ALL.stream().map(Disguise::name).toList());
    }

    /** Features are of lower-case NFKC text without format characters. */
    @Test
    void findsNoChangeWhereTheFeaturesAreTheSame() {
        List<Disguise> unseen = List.of(Spelling.ZERO_WIDTH, Spelling.FULL_WIDTH, Spelling.MATHEMATICAL_BOLD);
        Robustness robustness = Robustness.of(model, HELD_OUT, unseen, 1);

        assertThat(robustness.rows()).hasSize(3).allSatisfy(row -> {
            assertThat(row.caught()).isEqualTo(robustness.caught());
            assertThat(row.caughtChange()).isEqualTo(new Interval(0, 0, 0));
            assertThat(row.blocked()).isEqualTo(robustness.blocked());
        });
    }

    @Test
    void measuresWhatADisguiseCosts() {
        Robustness robustness = Robustness.of(model, HELD_OUT, ALL, 1);
        Robustness.Row struck = row(robustness, "STRIKE_THROUGH");

        assertThat(struck.caught()).isLessThan(robustness.caught());
        assertThat(struck.caughtChange().value()).isNegative().isCloseTo(
                100 * (struck.caught() - robustness.caught()), within(1e-9));
        assertThat(robustness.rows()).extracting(Robustness.Row::caughtChange).allSatisfy(
                change -> assertThat(change.value()).isBetween(change.low(), change.high()));
    }

    /** Of spam that is all caught before and none after, every sample says the same. */
    @Test
    void comparesEachMessageWithItself() {
        Dataset caught = new Dataset(HELD_OUT.examples().stream().filter(each -> each.label().equals("spam")
                && model.predict(each.text()).label().equals("spam")).toList());
        Dataset missed = new Dataset(caught.examples().stream().filter(each -> model.predict(
                Spelling.STRIKE_THROUGH.apply(each.text(), new Random(0))).label().equals("ham")).toList());

        assertThat(missed.size()).isPositive();
        assertThat(Robustness.of(model, missed, List.of(Spelling.STRIKE_THROUGH), 1).rows()).singleElement()
                .isEqualTo(new Robustness.Row("STRIKE_THROUGH", 0, new Interval(-100, -100, -100), 0));
    }

    @Test
    void isTheSameForASeedWhateverElseIsAskedFor() {
        Robustness robustness = Robustness.of(model, HELD_OUT, ALL, 7);

        assertThat(Robustness.of(model, HELD_OUT, ALL, 7)).isEqualTo(robustness);
        assertThat(Robustness.of(model, HELD_OUT, List.of(Spelling.TYPOS), 7).rows())
                .containsExactly(row(robustness, "TYPOS"));
    }

    @Test
    void isReadBackFromJsonAsItWasWritten() throws IOException {
        Robustness robustness = Robustness.of(model, HELD_OUT, ALL, 1);
        var json = JsonMapper.builder().build();

        assertThat(json.readValue(json.writeValueAsString(robustness), Robustness.class)).isEqualTo(robustness);
    }

    @Test
    void hasNothingToChangeWithoutSpam() {
        Dataset ham = new Dataset(HELD_OUT.examples().stream().filter(each -> each.label().equals("ham")).toList());
        Robustness robustness = Robustness.of(model, ham, List.of(Spelling.UPPER_CASE), 1);

        assertThat(robustness.spam()).isZero();
        assertThat(robustness.rows()).extracting(Robustness.Row::caughtChange).containsExactly(new Interval(0, 0, 0));
    }

    @Test
    void refusesAModelOfThreeLabels() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> Robustness.of(read("ham", "spam", "bill"), HELD_OUT, ALL, 1))
                .withMessage("expected a model of 2 labels, found [ham, spam, bill]");
    }

    private static Robustness.Row row(Robustness robustness, String disguise) {
        return robustness.rows().stream().filter(row -> row.disguise().equals(disguise)).findFirst().orElseThrow();
    }

    private static Model read(String... labels) {
        try {
            return ModelReader.read(Trained.on(labels), "test");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
