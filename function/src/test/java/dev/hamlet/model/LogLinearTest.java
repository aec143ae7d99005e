package dev.hamlet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinearTest {

    private static final int DIMENSION = 50;

    @ParameterizedTest(name = "{0} labels")
    @ValueSource(ints = {2, 3, 7})
    void scoresAsSmileDoesToTheBit(int labels) {
        var random = new Random(labels);
        for (int i = 0; i < 500; i++) {
            double scale = Math.scalb(1.0, random.nextInt(12) - 6);
            double[][] rows = new double[labels - 1][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = random.doubles(DIMENSION + 1, -scale, scale).toArray();
            }
            int[] message = random.ints(random.nextInt(20), 0, DIMENSION).distinct().toArray();

            assertScoresAlike(LogLinear.of(rows), message);
        }
    }

    private static void assertScoresAlike(LogLinear ours, int... message) {
        double[] expected = new double[ours.labelCount()];
        int label = ours.maxent().predict(message, expected);
        double[] found = new double[ours.labelCount()];

        // whatever stands behind the message's ids is none of them
        int[] more = Arrays.copyOf(message, message.length + 5);
        assertThat(ours.predict(more, message.length, found)).isEqualTo(label);
        assertThat(found).isEqualTo(expected);
    }
}
