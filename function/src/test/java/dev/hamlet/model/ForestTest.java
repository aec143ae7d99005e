package dev.hamlet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smile.base.cart.DecisionNode;

class ForestTest {

    private final Model model = read(Models.forestFile());
    private final Model three = read(Models.forestOfThreeLabelsFile());

    /** The mean of two leaves' shares of spam, each with one message of each label more. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"free prize,9,10,201,214", "free,5,7,201,214", "prize,3,24,201,214", "'free, thanks',5,7,1,11",
        "🎁,3,24,201,214", "x,3,24,201,214"})
    void averagesWhatTheLeavesSay(String text, double first, double ofFirst, double second, double ofSecond) {
        double share = (first / ofFirst + second / ofSecond) / 2;
        double logOdds = 1.5 * Math.log(share / (1 - share)) - 0.25;

        assertThat(model.predict(text).score()).isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-12));
    }

    @Test
    void choosesTheLabelWithTheGreatestShare() {
        assertThat(three.predict("free").label()).isEqualTo("spam");
        assertThat(three.predict("free").score()).isCloseTo(10 / 15.0, within(1e-12));
        assertThat(three.predict("prize").label()).isEqualTo("promotion");
        assertThat(three.predict("nothing").score()).isCloseTo(31 / 38.0, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"free prize", "free", "prize thanks", "thanks free thanks", "x", "🎁"})
    void explainsByPartsThatAddUpToTheLogOdds(String text) {
        Explanation explanation = model.explain(text);
        double score = explanation.prediction().score();

        assertThat(explanation.logit()).isCloseTo(Math.log(score / (1 - score)), within(1e-9));
        assertThat(sum(explanation)).isCloseTo(explanation.logit(), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"free prize", "free", "prize thanks", "x"})
    void explainsThePredictedOfThreeLabelsAboveTheMean(String text) {
        Explanation explanation = three.explain(text);
        double[] shares = switch (text) {
            case "free prize", "free" -> new double[]{2 / 15.0, 3 / 15.0, 10 / 15.0};
            case "prize thanks" -> new double[]{1 / 11.0, 8 / 11.0, 2 / 11.0};
            default -> new double[]{31 / 38.0, 3 / 38.0, 4 / 38.0};
        };
        double mean = (Math.log(shares[0]) + Math.log(shares[1]) + Math.log(shares[2])) / 3;

        assertThat(explanation.logit()).isCloseTo(Math.log(explanation.prediction().score()) - mean, within(1e-9));
        assertThat(sum(explanation)).isCloseTo(explanation.logit(), within(1e-9));
    }

    /** Of "free" and "prize" each comes to be known first as often as second; the tree on "thanks" asks for neither. */
    @Test
    void weighsAWordByItsShapleyValueStretchedToTheLogarithm() {
        double prize = 9 / 10.0;
        double free = 5 / 7.0;
        double neither = 3 / 24.0;
        double nothingKnown = (8 * prize + 5 * free + 22 * neither) / 35;
        double freeKnown = (8 * prize + 5 * free) / 13;
        double prizeKnown = (13 * free + 22 * neither) / 35;
        double value = (freeKnown - nothingKnown + free - prizeKnown) / 2 / 2;
        double base = (nothingKnown + (9 * (1 / 11.0) + 212 * (201 / 214.0)) / 221) / 2;
        double share = (free + 201 / 214.0) / 2;
        double spam = (Math.log(share) - Math.log(base)) / (share - base);
        double ham = (Math.log(1 - share) - Math.log(1 - base)) / (base - share);

        assertThat(model.explain("free cheese").tokens().getFirst().weight()).isCloseTo(1.5 * value * (spam + ham),
                within(1e-12));
    }

    @Test
    void creditsTheWordThatASplitAskedFor() {
        List<Explanation.Token> tokens = model.explain("free cheese").tokens();

        assertThat(tokens.getFirst().weight()).isPositive();
        assertThat(tokens.getLast().weight()).isZero();
    }

    @Test
    void refusesToBeWithoutTrees() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Forest(List.of(), 5, 2, 1, 0))
                .withMessage("expected 1 to 65535 trees, found 0");
    }

    @Test
    void refusesASlopeThatIsNotFinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Forest(List.of(new DecisionNode(new int[]{1, 1})), 5, 2, Double.NaN, 0))
                .withMessage("expected a finite slope and intercept, found NaN and 0.0");
    }

    private static double sum(Explanation explanation) {
        return explanation.bias() + explanation.remainder()
                + explanation.tokens().stream().mapToDouble(Explanation.Token::weight).sum();
    }

    private static Model read(byte[] file) {
        try {
            return ModelReader.read(file, Models.SOURCE);
        } catch (ModelFormatException e) {
            throw new AssertionError(e);
        }
    }
}
