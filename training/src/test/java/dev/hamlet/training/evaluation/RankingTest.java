package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import smile.validation.metric.AUC;

class RankingTest {

    /** The points of scikit-learn's roc_curve that are corners; precision by hand. */
    @Test
    void keepsTheCornersOfTheCurve() {
        assertThat(Ranking.of(Example20.scored()).corners()).containsExactly(new CurvePoint(1, 0, 0, 1),
                new CurvePoint(0.8, 0, 5 / 8.0, 1), new CurvePoint(0.7, 1 / 12.0, 5 / 8.0, 5 / 6.0),
                new CurvePoint(0.6, 1 / 12.0, 6 / 8.0, 6 / 7.0), new CurvePoint(0.4, 3 / 12.0, 7 / 8.0, 7 / 10.0),
                new CurvePoint(0.35, 3 / 12.0, 1, 8 / 11.0), new CurvePoint(0, 1, 1, 8 / 20.0));
    }

    @Test
    void catchesMoreWhereMoreMayBeBlocked() {
        Ranking ranking = Ranking.of(Example20.scored());

        assertThat(ranking.caughtAt(0)).isEqualTo(5 / 8.0);
        assertThat(ranking.caughtAt(1 / 12.0)).isEqualTo(6 / 8.0);
        assertThat(ranking.caughtAt(0.24)).isEqualTo(6 / 8.0);
        assertThat(ranking.caughtAt(0.25)).isEqualTo(1);
    }

    @Property(tries = 300)
    void hasTheAreaThatSmileFinds(@ForAll("predictions") List<Scored> scored) {
        double smile = AUC.of(scored.stream().mapToInt(Scored::actual).toArray(),
                scored.stream().mapToDouble(Scored::score).toArray());

        assertThat(Ranking.of(scored).rocAuc()).isEqualTo(Double.isNaN(smile) ? 0.5 : smile, within(1e-12));
    }

    @Property(tries = 300)
    void hasTheAreaUnderItsCorners(@ForAll("predictions") List<Scored> scored) {
        Ranking ranking = Ranking.of(scored);
        List<CurvePoint> corners = ranking.corners();
        double area = 0;
        for (int i = 1; i < corners.size(); i++) {
            area += (corners.get(i).blocked() - corners.get(i - 1).blocked())
                    * (corners.get(i).caught() + corners.get(i - 1).caught()) / 2;
        }

        boolean both = corners.getLast().blocked() == 1 && corners.getLast().caught() == 1;
        assertThat(both ? area : 0.5).isEqualTo(ranking.rocAuc(), within(1e-12));
    }

    @Property(tries = 300)
    void catchesWhatTheBestThresholdWould(@ForAll("predictions") List<Scored> scored) {
        double best = 0;
        for (double threshold = 0; threshold <= 1.1; threshold += 0.05) {
            ConfusionMatrix confusion = ConfusionMatrix.of(scored, threshold);
            best = confusion.blocked() <= 0.25 ? Math.max(best, confusion.recall()) : best;
        }

        assertThat(Ranking.of(scored).caughtAt(0.25)).isEqualTo(best);
    }

    @Test
    void ranksNothingWhereALabelIsMissing() {
        var ham = Ranking.of(List.of(new Scored("test:1", 0, 0, 0.3)));
        var spam = Ranking.of(List.of(new Scored("test:1", 1, 0, 0.3)));

        assertThat(List.of(ham.rocAuc(), spam.rocAuc())).containsOnly(0.5);
        assertThat(ham.averagePrecision()).isZero();
        assertThat(spam.averagePrecision()).isEqualTo(1);
    }

    /** Scores between those of the thresholds above, so that ties are frequent. */
    @Provide
    Arbitrary<List<Scored>> predictions() {
        Arbitrary<Double> score = Arbitraries.integers().between(0, 19).map(each -> each / 20.0 + 0.025);
        return Combinators.combine(Arbitraries.of(0, 1), score)
                .as((actual, each) -> new Scored("test:1", actual, 0, each))
                .list().ofMinSize(1).ofMaxSize(40);
    }
}
