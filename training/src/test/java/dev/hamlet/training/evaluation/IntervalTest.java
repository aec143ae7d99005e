package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void holdsTheFigureOfAllMessages() {
        Interval interval = accuracyOf(200, 1);

        assertThat(interval.value()).isEqualTo(0.8);
        assertThat(interval.low()).isLessThan(0.8);
        assertThat(interval.high()).isGreaterThan(0.8);
    }

    /** The normal approximation: 1.96 × √(0.8 × 0.2 / 400) to each side. */
    @Test
    void isAsWideAsTheoryHasIt() {
        Interval interval = accuracyOf(400, 1);

        assertThat(interval.low()).isEqualTo(0.8 - 0.0392, within(0.01));
        assertThat(interval.high()).isEqualTo(0.8 + 0.0392, within(0.01));
    }

    @Test
    void isNarrowerWithMoreMessages() {
        assertThat(width(accuracyOf(2000, 1))).isLessThan(width(accuracyOf(100, 1)) / 2);
    }

    @Test
    void isTheSameForASeed() {
        assertThat(accuracyOf(100, 7)).isEqualTo(accuracyOf(100, 7));
        assertThat(IntStream.range(0, 10).mapToObj(seed -> accuracyOf(1000, seed)).distinct().count())
                .isGreaterThan(1);
    }

    @Test
    void isAPointWhereAllMessagesAgree() {
        assertThat(Interval.bootstrap(List.of(scored(1), scored(1)), IntervalTest::accuracy, 1)).isEqualTo(
                new Interval(1, 1, 1));
    }

    /** Of messages of which four in five are right. */
    private static Interval accuracyOf(int size, long seed) {
        List<Scored> scored = IntStream.range(0, size).mapToObj(i -> scored(i % 5 == 0 ? 0 : 1)).toList();
        return Interval.bootstrap(scored, IntervalTest::accuracy, seed);
    }

    private static double accuracy(List<Scored> scored) {
        return ConfusionMatrix.of(scored, List.of("ham", "spam")).accuracy();
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }

    private static Scored scored(int predicted) {
        return new Scored("test:1", 1, predicted, predicted);
    }
}
