package dev.hamlet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {

    @Property
    void roundsToWithinHalfAStep(@ForAll("weights") double[] weights) {
        double[] rounded = weights.clone();
        Weights.round(rounded);

        double step = Math.scalb(1.0, Weights.exponent(weights));
        for (int i = 0; i < weights.length; i++) {
            assertThat(Math.abs(rounded[i] - weights[i])).isLessThanOrEqualTo(step / 2);
        }
    }

    @Property
    void errsByAtMostTheStatedPartOfTheLargest(@ForAll("weights") double[] weights) {
        double[] rounded = weights.clone();
        Weights.round(rounded);

        // a largest weight that just did not fit the step below has a step up to 1 in 32,767 wider
        double most = largest(weights) * 0x1.0004p-15;
        Assume.that(Weights.exponent(weights) > Byte.MIN_VALUE);
        for (int i = 0; i < weights.length; i++) {
            assertThat(Math.abs(rounded[i] - weights[i])).isLessThanOrEqualTo(most);
        }
    }

    @Property
    void changesNothingWhenItRoundsAgain(@ForAll("weights") double[] weights) {
        Weights.round(weights);
        double[] again = weights.clone();
        Weights.round(again);

        assertThat(again).isEqualTo(weights);
    }

    @Property
    void givesBackRoundedWeightsFromTheirMultiples(@ForAll("weights") double[] weights) {
        Weights.round(weights);
        int exponent = Weights.exponent(weights);

        assertThat(exponent).isBetween((int) Byte.MIN_VALUE, (int) Byte.MAX_VALUE);
        for (double weight : weights) {
            assertThat(Weights.value(Weights.multiple(weight, exponent), exponent)).isEqualTo(weight);
        }
    }

    @Property
    void takesTheSmallestStepThatHoldsTheLargest(@ForAll("weights") double[] weights) {
        double largest = largest(weights);
        int exponent = Weights.exponent(weights);

        assertThat(Math.rint(largest / Math.scalb(1.0, exponent))).isLessThanOrEqualTo(Short.MAX_VALUE);
        if (largest > 0 && exponent > Byte.MIN_VALUE) {
            assertThat(Math.rint(largest / Math.scalb(1.0, exponent - 1))).isGreaterThan(Short.MAX_VALUE);
        }
    }

    @Test
    void keepsWhatIsAMultipleAlready() {
        double[] weights = {-2.5, 0.125, 0, 1};
        Weights.round(weights);

        assertThat(weights).containsExactly(-2.5, 0.125, 0, 1);
    }

    @Test
    void takesTheNextStepWhenTheLargestWouldRoundBeyondTheRange() {
        double[] weights = {Math.nextDown(1.0), 0x1p-15};
        Weights.round(weights);

        assertThat(weights).containsExactly(1.0, 0);
        assertThat(Weights.exponent(weights)).isEqualTo(-14);
    }

    @Test
    void holdsWeightsThatAreAllZero() {
        double[] weights = {0, -0.0};
        Weights.round(weights);

        assertThat(weights).containsExactly(0, 0);
        assertThat(Weights.exponent(weights)).isZero();
    }

    @Test
    void roundsWeightsTooSmallForTheFileToZero() {
        double[] weights = {0x1p-140, Double.MIN_VALUE, -0x1p-128, 0x1.8p-128};
        Weights.round(weights);

        assertThat(weights).containsExactly(0, 0, -0x1p-128, 0x1p-127);
        assertThat(Weights.exponent(weights)).isEqualTo(-128);
    }

    @Test
    void holdsTheLargestWeightsThatTheFileCan() {
        double[] weights = {0x1p127 * 32_767, 0x1p127};
        Weights.round(weights);

        assertThat(weights).containsExactly(0x1p127 * 32_767, 0x1p127);
        assertThat(Weights.exponent(weights)).isEqualTo(127);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p142, -0x1p300, Double.MAX_VALUE})
    void refusesWeightsTooLargeForTheFile(double weight) {
        assertThatIllegalArgumentException().isThrownBy(() -> Weights.round(new double[]{1, weight}))
                .withMessage("expected weights up to 2^142, found " + Math.abs(weight));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWeightThatIsNotFinite(double weight) {
        assertThatIllegalArgumentException().isThrownBy(() -> Weights.round(new double[]{1, weight}))
                .withMessage("expected finite weights, found " + weight);
    }

    private static double largest(double[] weights) {
        double largest = 0;
        for (double weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        return largest;
    }

    /** Weights of every size that the file holds, mixed sizes in one array. */
    @Provide
    Arbitrary<double[]> weights() {
        Arbitrary<Double> usual = Arbitraries.doubles().between(-20, 20).ofScale(9);
        Arbitrary<Double> fine = Arbitraries.integers().between(-110, 100).flatMap(
                exponent -> Arbitraries.doubles().between(-1, 1).ofScale(9).map(unit -> Math.scalb(unit, exponent)));
        return Arbitraries.oneOf(usual.array(double[].class).ofMinSize(1).ofMaxSize(20),
                fine.array(double[].class).ofMinSize(1).ofMaxSize(20));
    }
}
