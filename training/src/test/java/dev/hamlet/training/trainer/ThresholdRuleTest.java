package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.training.evaluation.ConfusionMatrix;
import dev.hamlet.training.evaluation.Scored;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ThresholdRuleTest {

    private static final int HAM = 0;
    private static final int SPAM = 1;

    @Property(tries = 500)
    void blocksNoMoreThanTheLimit(@ForAll("scored") List<Scored> scored,
            @ForAll @DoubleRange(max = 0.5) double maxBlocked) {
        double threshold = new ThresholdRule(maxBlocked).choose(scored).threshold();

        assertThat(ConfusionMatrix.of(scored, threshold).blocked()).isLessThanOrEqualTo(maxBlocked);
    }

    @Property(tries = 2000)
    void findsWhatTryingEveryThresholdFinds(@ForAll("scored") List<Scored> scored,
            @ForAll @DoubleRange(max = 0.5) double maxBlocked) {
        assertThat(new ThresholdRule(maxBlocked).choose(scored).threshold()).isEqualTo(
                bestOfAll(scored, maxBlocked));
    }

    @Property(tries = 500)
    void reportsTheConfusionOfItsChoice(@ForAll("scored") List<Scored> scored,
            @ForAll @DoubleRange(max = 0.5) double maxBlocked) {
        ThresholdRule.Choice choice = new ThresholdRule(maxBlocked).choose(scored);

        assertThat(choice.confusion()).isEqualTo(ConfusionMatrix.of(scored, choice.threshold()));
    }

    @Test
    void takesTheMiddleOfTheGapBetweenTheLabels() {
        assertThat(chosen(0, scored(HAM, .1), scored(HAM, .25), scored(SPAM, .75), scored(SPAM, .9))).isEqualTo(.5);
    }

    /** At .5, 1.75 of 2 called are expected to be positive, of 2 in all: MCC = (1.75 · 4 − 2 · 2) / √(2 · 2 · 2 · 2). */
    @Test
    void goesByTheProbabilitiesNotByWhatHappened() {
        Scored[] scored = {scored(SPAM, .875), scored(SPAM, .875), scored(SPAM, .125), scored(HAM, .125)};

        assertThat(chosen(1, scored)).isEqualTo(.5);
        assertThat(ThresholdRule.expectedMcc(List.of(scored), .5)).isEqualTo(0.75);
    }

    @Test
    void doesNotDependOnTheOrderOfTheMessages() {
        List<Scored> scored = List.of(scored(SPAM, .9), scored(HAM, .8), scored(SPAM, .7), scored(HAM, .2));

        assertThat(chosen(.5, scored.toArray(Scored[]::new))).isEqualTo(
                chosen(.5, scored.reversed().toArray(Scored[]::new)));
    }

    @Test
    void raisesTheThresholdUntilTheLimitHolds() {
        Scored[] scored = {scored(SPAM, .875), scored(HAM, .75), scored(SPAM, .5), scored(SPAM, .5), scored(HAM, .25)};

        assertThat(chosen(.5, scored)).isEqualTo(.625);
        assertThat(chosen(.25, scored)).isEqualTo(.8125);
    }

    @Test
    void prefersTheHigherOfTwoEquallyGood() {
        // of four messages, two called or all but two: by symmetry the same
        Scored[] scored = {scored(SPAM, .875), scored(SPAM, .5), scored(HAM, .5), scored(HAM, .125)};

        assertThat(ThresholdRule.expectedMcc(List.of(scored), .6875)).isEqualTo(
                ThresholdRule.expectedMcc(List.of(scored), .3125));
        assertThat(chosen(1, scored)).isEqualTo(.6875);
    }

    @Test
    void neverPartsEqualScores() {
        assertThat(chosen(0, scored(SPAM, .5), scored(HAM, .5), scored(HAM, .125))).isEqualTo(1);
    }

    @Test
    void callsNothingPositiveWhereNothingIsAllowed() {
        assertThat(chosen(0, scored(HAM, .9), scored(SPAM, .8), scored(SPAM, .7))).isEqualTo(1);
    }

    @Test
    void findsAThresholdBetweenNeighbouringNumbers() {
        double low = Math.nextUp(.5);
        double high = Math.nextUp(low);
        assertThat((low + high) / 2).as("what a midpoint comes to").isEqualTo(high);
        double lower = .5;
        assertThat((lower + low) / 2).as("what a midpoint comes to").isEqualTo(lower);

        assertThat(ThresholdRule.between(low, high)).isEqualTo(high);
        assertThat(ThresholdRule.between(lower, low)).isEqualTo(low);
    }

    private static double bestOfAll(List<Scored> scored, double maxBlocked) {
        double[] scores = scored.stream().mapToDouble(Scored::score).sorted().distinct().toArray();
        Comparator<Double> byMcc = Comparator.comparingDouble(each -> ThresholdRule.expectedMcc(scored, each));
        return Stream.concat(Stream.of(1.0), IntStream.range(1, scores.length)
                .mapToObj(i -> (scores[i - 1] + scores[i]) / 2))
                .filter(each -> ConfusionMatrix.of(scored, each).blocked() <= maxBlocked)
                .max(byMcc.thenComparing(Comparator.naturalOrder())).orElseThrow();
    }

    private static double chosen(double maxBlocked, Scored... scored) {
        return new ThresholdRule(maxBlocked).choose(List.of(scored)).threshold();
    }

    private static Scored scored(int actual, double score) {
        return new Scored("test:1", actual, score >= .5 ? 1 : 0, score);
    }

    /**
     * Few different scores, so that ties within and across labels are frequent; none is 1. Sixteenths, so that a sum is the
     * same in any order: what ties by symmetry must tie in both searches.
     */
    @Provide
    static Arbitrary<List<Scored>> scored() {
        return Combinators.combine(Arbitraries.of(HAM, SPAM), Arbitraries.integers().between(0, 15))
                .as((label, score) -> scored(label, score / 16.0)).list().ofMinSize(1).ofMaxSize(60);
    }
}
