package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.training.dataset.Example;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private final Random random = new Random(1);

    /** Log-odds that are three times too large, and one too high. */
    @Test
    void findsSlopeAndInterceptOfTwoLabels() {
        List<Judged> judged = IntStream.range(0, 20_000).mapToObj(_ -> {
            double truth = random.nextGaussian() * 2;
            return judged(random.nextDouble() < 1 / (1 + Math.exp(-truth)) ? 1 : 0, 0, truth * 3 + 1);
        }).toList();
        Calibration calibration = Calibration.fit(judged, 2);

        assertThat(calibration.slope()).isCloseTo(1 / 3.0, within(0.02));
        assertThat(calibration.intercept()).isCloseTo(-1 / 3.0, within(0.05));
    }

    @Test
    void findsTheSlopeOfThreeLabels() {
        List<Judged> judged = IntStream.range(0, 20_000).mapToObj(_ -> {
            double[] truth = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            return judged(drawn(truth), truth[0] * 4, truth[1] * 4, truth[2] * 4);
        }).toList();

        assertThat(Calibration.fit(judged, 3).slope()).isCloseTo(0.25, within(0.02));
    }

    @Test
    void staysFiniteWhereAllIsRight() {
        List<Judged> two = Stream.of(0, 1, 0, 1).map(label -> judged(label, 0, label == 1 ? 5 : -5)).toList();
        List<Judged> three = Stream.of(0, 1, 2).map(label -> judged(label, label == 0 ? 5 : 0, label == 1 ? 5 : 0,
                label == 2 ? 5 : 0)).toList();

        assertThat(Calibration.fit(two, 2).slope()).isBetween(0.01, 10.0);
        assertThat(Calibration.fit(three, 3).slope()).isBetween(0.01, 10.0);
    }

    @Test
    void changesNothingWhereNothingIsSaid() {
        assertThat(Calibration.fit(List.of(judged(0, 0, 1), judged(1, 0, 1)), 2)).isEqualTo(Calibration.NONE);
    }

    private int drawn(double... logits) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        double rest = random.nextDouble() * sum;
        int label = 0;
        while (label < logits.length - 1 && rest > Math.exp(logits[label])) {
            rest -= Math.exp(logits[label++]);
        }
        return label;
    }

    private static Judged judged(int actual, double... logits) {
        return new Judged(new Example("test:1", "any", "any"), actual, logits);
    }
}
