package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    @Test
    void putsAsManyMessagesInEachBin() {
        List<CalibrationBin> bins = Reliability.of(Example20.scored(), true).bins();

        assertThat(bins).hasSize(10).allSatisfy(bin -> assertThat(bin.examples()).isEqualTo(2));
        assertThat(bins.get(4)).isEqualTo(new CalibrationBin(2, 0.3, 0.35, (0.3 + 0.35) / 2, 0.5));
        assertThat(bins.getLast()).isEqualTo(new CalibrationBin(2, 0.99, 1, (0.99 + 1) / 2, 1));
    }

    @Test
    void putsEveryMessageInOneBin() {
        for (int size : new int[]{1, 9, 11, 25}) {
            List<CalibrationBin> bins = Reliability.of(ascending(size), true).bins();

            assertThat(bins).hasSize(Math.min(size, 10));
            assertThat(bins.stream().mapToInt(CalibrationBin::examples).sum()).isEqualTo(size);
            assertThat(bins).isSortedAccordingTo((one, other) -> Double.compare(one.low(), other.low()));
        }
    }

    @Test
    void isPerfectWhereScoresComeTrue() {
        var perfect = Reliability.of(List.of(new Scored("test:1", 0, 0, 0), new Scored("test:2", 1, 1, 1)), true);

        assertThat(perfect.expectedCalibrationError()).isZero();
        assertThat(perfect.brier()).isZero();
        assertThat(perfect.logLoss()).isLessThan(1e-15);
    }

    private static List<Scored> ascending(int size) {
        return IntStream.range(0, size).mapToObj(i -> new Scored("test:" + i, i % 2, 0, i / 100.0)).toList();
    }
}
