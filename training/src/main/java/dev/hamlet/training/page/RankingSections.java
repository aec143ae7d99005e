package dev.hamlet.training.page;

import static dev.hamlet.training.page.Numbers.count;
import static dev.hamlet.training.page.Numbers.decimal;

import dev.hamlet.training.evaluation.CalibrationBin;
import dev.hamlet.training.evaluation.CurvePoint;
import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.experiment.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What other thresholds would give, and whether scores can be taken at their word. */
final class RankingSections {

    private static final double[][] DIAGONAL = {{0, 0}, {1, 1}};
    private static final double LOW_END = 0.05;

    private final Evaluation evaluation;
    private final String negative;
    private final String positive;

    RankingSections(Experiment experiment) {
        evaluation = experiment.evaluation();
        negative = evaluation.labels().getFirst();
        positive = evaluation.labels().getLast();
    }

    List<View.Section> sections() {
        List<View.Section> sections = new ArrayList<>();
        if (binary()) {
            sections.add(new View.Section("thresholds", "Other thresholds",
                    List.of("The dot is the decision that the model made."),
                    List.of(roc(), lowEnd(), precisionRecall()),
                    List.of()));
        }
        sections.add(
                new View.Section("calibration", "Calibration", List.of(), List.of(reliability()), List.of(bins())));
        return sections;
    }

    private boolean binary() {
        return !evaluation.curve().isEmpty();
    }

    private View.Drawing roc() {
        var chart = new Chart(negative + " blocked", positive + " caught").acrossFrom(0, 1, 0.2).upFrom(0, 1)
                .reference(DIAGONAL).line(points(CurvePoint::blocked, CurvePoint::caught))
                .dot(value("blocked"), value("recall"));
        String area = "the area under it is " + decimal(value("auc"));
        return new View.Drawing(Svg.draw(chart.build(), "roc", "ROC curve",
                "How much %s is caught for how much %s blocked; %s.".formatted(positive, negative, area)),
                "ROC curve: the shares that each threshold would block and catch; %s. The dashed line is chance."
                        .formatted(area));
    }

    private View.Drawing lowEnd() {
        var chart = new Chart(negative + " blocked", positive + " caught").acrossFrom(0, LOW_END, 0.01).upFrom(0, 1)
                .line(points(CurvePoint::blocked, CurvePoint::caught)).dot(value("blocked"), value("recall"));
        return new View.Drawing(Svg.draw(chart.build(), "low", "Left end of the ROC curve",
                "Up to one in twenty %s blocked. At 0.1, 0.3 and 1 %% blocked it catches %s, %s and %s of %s."
                        .formatted(
                                negative, decimal(value("caught_at_0.1")), decimal(value("caught_at_0.3")),
                                decimal(value("caught_at_1")), positive)),
                "The left end of the ROC curve, the only part that one would use: at most 5 % of " + negative
                        + " blocked.");
    }

    private View.Drawing precisionRecall() {
        var chart = new Chart(positive + " caught (recall)", "precision").acrossFrom(0, 1, 0.2).upFrom(0, 1)
                .line(points(CurvePoint::caught, CurvePoint::precision)).dot(value("recall"), value("precision"));
        String area = "the area under it, as average precision, is " + decimal(value("pr_auc"));
        return new View.Drawing(Svg.draw(chart.build(), "pr", "Precision-recall curve",
                "How much of what is called %s is, for how much is caught; %s.".formatted(positive, area)),
                "Precision-recall curve: what each threshold would catch, and how much of what it caught is %s; %s."
                        .formatted(positive, area));
    }

    private View.Drawing reliability() {
        var chart = new Chart("mean score", "share").acrossFrom(0, 1, 0.2).upFrom(0, 1).reference(DIAGONAL)
                .dottedLine(evaluation.calibration().stream().map(bin -> new double[]{bin.meanScore(), bin.share()})
                        .toArray(double[][]::new));
        return new View.Drawing(Svg.draw(chart.build(), "reliability", "Reliability curve",
                "Expected calibration error %s; the table beneath has the points.".formatted(decimal(value("ece")))),
                "Reliability curve: of the messages with about this score, the share %s. On the dashed line a score can be "
                        .formatted(cameTrue())
                        + "taken at its word. The bins have equal mass: as many messages in each.");
    }

    private String cameTrue() {
        return binary() ? "that is " + positive : "whose predicted label was right";
    }

    private View.Table bins() {
        return new View.Table("Reliability: ten bins of equal mass, lowest scores first.",
                List.of("Bin", "Messages", "Scores from", "to", "Mean score", "Share " + cameTrue()),
                evaluation.calibration().stream().map(this::row).toList());
    }

    private View.Row row(CalibrationBin bin) {
        return new View.Row(Integer.toString(evaluation.calibration().indexOf(bin) + 1),
                List.of(count(bin.examples()), decimal(bin.low()), decimal(bin.high()), decimal(bin.meanScore()),
                        decimal(bin.share())));
    }

    private double[][] points(ToDoubleFunction<CurvePoint> across, ToDoubleFunction<CurvePoint> up) {
        return evaluation.curve().stream()
                .map(point -> new double[]{across.applyAsDouble(point), up.applyAsDouble(point)})
                .toArray(double[][]::new);
    }

    private double value(String figure) {
        Interval interval = evaluation.figures().get(figure);
        return Objects.requireNonNull(interval, figure).value();
    }
}
