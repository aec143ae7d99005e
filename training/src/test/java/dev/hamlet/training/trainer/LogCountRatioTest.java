package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.feature.Vocabulary;
import org.junit.jupiter.api.Test;

class LogCountRatioTest {

    /** Ids 0, 1 and 2 stand in it, and one slot is free. */
    private static final Vocabulary VOCABULARY = Vocabulary.of(new int[]{1, 0x60000000, 0xA0000000});

    @Test
    void isTheLogOfTheRatioOfSmoothedShares() {
        int[][] vectors = {{0}, {0, 1}, {0, 1}, {1, 2}, {2}};
        double[] ratios = new LogCountRatio(1).of(new TrainingSet(VOCABULARY, vectors, new int[]{0, 0, 0, 1, 1}, 2));

        assertThat(ratios).hasSize(VOCABULARY.dimension());
        assertThat(ratios[0]).isCloseTo(Math.log((3 + 1) / 5.0) - Math.log((0 + 1) / 4.0), within(1e-12));
        assertThat(ratios[1]).isCloseTo(Math.log((2 + 1) / 5.0) - Math.log((1 + 1) / 4.0), within(1e-12));
        assertThat(ratios[2]).isCloseTo(Math.log((2 + 1) / 4.0) - Math.log((0 + 1) / 5.0), within(1e-12));
    }

    @Test
    void isTheGreatestOfThreeLabelsAgainstTheRest() {
        int[][] vectors = {{0}, {0}, {1}, {1}, {1}, {1}};
        double[] ratios = new LogCountRatio(0.5)
                .of(new TrainingSet(VOCABULARY, vectors, new int[]{0, 0, 1, 1, 2, 2}, 3));

        assertThat(ratios[0]).isCloseTo(Math.log(2.5 / 3) - Math.log(0.5 / 5), within(1e-12));
        assertThat(ratios[1]).isCloseTo(Math.log(4.5 / 5) - Math.log(0.5 / 3), within(1e-12));
    }
}
