package dev.hamlet.training.page;

import static dev.hamlet.training.page.Numbers.count;
import static dev.hamlet.training.page.Numbers.decimal;
import static dev.hamlet.training.page.Numbers.interval;

import dev.hamlet.training.evaluation.Comparison;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.experiment.LearningCurve;
import dev.hamlet.training.experiment.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What other data, features and ways to train would give, and what a disguise takes away; each part only if it was tried. */
final class TrainingSections {

    private static final String PAIRED = " Differences are to the first row, on the same messages, with the 95 % interval of "
            + "1,000 paired bootstrap samples.";
    private static final String INSIDE = " By five-fold cross-validation inside the data that the protocol trains on, never on "
            + "its test part; the threshold of each model is chosen inside its own part, its folds drawn once.";

    private final Experiment experiment;
    private final FigureText text;

    TrainingSections(Experiment experiment) {
        this.experiment = experiment;
        text = new FigureText(experiment.evaluation().labels());
    }

    List<View.Section> sections() {
        List<View.Section> sections = new ArrayList<>();
        if (!experiment.learningCurve().points().isEmpty()) {
            sections.add(new View.Section("learning-curve", "Learning curve", List.of(), List.of(curve()),
                    List.of(points())));
        }
        addSideBySide("ablations", "With other features",
                "Features: the model without one block of them at a time, or with one more.",
                experiment.ablations(), sections);
        addSideBySide("trainers", "Trainers side by side", "Ways to train, on the same folds.", experiment.trainers(),
                sections);
        if (!experiment.disguises().rows().isEmpty()) {
            sections.add(section("disguises", "Robustness under disguise", compared(
                    "The same test messages under disguises that a spammer might try; the model is the same." + PAIRED,
                    experiment.disguises(), Map.of())));
        }
        return sections;
    }

    private void addSideBySide(String id, String heading, String caption, SideBySide tried,
            List<View.Section> sections) {
        if (!tried.comparison().rows().isEmpty()) {
            sections.add(section(id, heading, compared(caption + INSIDE + PAIRED, tried.comparison(),
                    tried.modelBytes())));
        }
    }

    private static View.Section section(String id, String heading, View.Table table) {
        return new View.Section(id, heading, List.of(), List.of(), List.of(table));
    }

    private View.Drawing curve() {
        List<LearningCurve.Point> points = experiment.learningCurve().points();
        var chart = new Chart("training messages", "MCC").band(points.stream().map(TrainingSections::point)
                .toArray(double[][]::new));
        LearningCurve.Point first = points.getFirst();
        LearningCurve.Point last = points.getLast();
        return new View.Drawing(Svg.draw(chart.build(), "learning", "Learning curve",
                "MCC %s from %s training messages, %s from %s.".formatted(decimal(first.mcc().value()),
                        count(first.examples()), decimal(last.mcc().value()), count(last.examples()))),
                "Learning curve: MCC on the test part of models of growing parts of the training part, each part holding the "
                        + "one before. The band is the 95 % bootstrap interval. Where it still rises, more data helps.");
    }

    private static double[] point(LearningCurve.Point point) {
        return new double[]{point.examples(), point.mcc().value(), point.mcc().low(), point.mcc().high()};
    }

    private View.Table points() {
        return new View.Table("Learning curve: MCC with its 95 % interval.", List.of("Share", "Messages", "MCC", "Low",
                "High"), experiment.learningCurve().points().stream().map(point -> {
                    List<String> cells = new ArrayList<>(List.of(count(point.examples())));
                    cells.addAll(Numbers.cells(point.mcc()));
                    return new View.Row(Math.round(100 * point.share()) + " %", cells);
                }).toList());
    }

    private View.Table compared(String caption, Comparison comparison, Map<String, Long> bytes) {
        List<String> figures = List.of("mcc", "f1", "auc", "recall", "blocked").stream()
                .filter(comparison.rows().getFirst().figures()::containsKey).toList();
        List<String> columns = new ArrayList<>(List.of("Way", "MCC less the first row's"));
        figures.forEach(figure -> columns.add(text.title(figure)));
        if (!bytes.isEmpty()) {
            columns.add("Model file, bytes");
        }
        return new View.Table(caption, columns,
                comparison.rows().stream().map(row -> row(row, figures, bytes)).toList());
    }

    private static View.Row row(Comparison.Row row, List<String> figures, Map<String, Long> bytes) {
        Interval difference = row.differences().get("mcc");
        List<String> cells = new ArrayList<>(List.of(difference == null ? "–" : Numbers.difference(difference)));
        figures.forEach(figure -> cells.add(interval(Objects.requireNonNull(row.figures().get(figure)))));
        Long size = bytes.get(row.name());
        if (size != null) {
            cells.add(count(size));
        }
        return new View.Row(row.name(), cells);
    }
}
