package dev.hamlet.training.page;

import static dev.hamlet.training.page.Numbers.count;

import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.evaluation.Mistake;
import dev.hamlet.training.evaluation.Slice;
import dev.hamlet.training.experiment.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which messages it does well on, and which it gets wrong; named, never shown. */
final class MessageSections {

    private final Evaluation evaluation;
    private final FigureText text;

    MessageSections(Experiment experiment) {
        evaluation = experiment.evaluation();
        text = new FigureText(evaluation.labels());
    }

    List<View.Section> sections() {
        return List.of(new View.Section("slices", "Kinds of messages", List.of(), List.of(), List.of(slices())),
                new View.Section("mistakes", "Worst mistakes", List.of(), List.of(), List.of(mistakes())));
    }

    private View.Table slices() {
        List<String> figures = figures();
        return new View.Table(
                "The same figures by kind of message, with 95 % bootstrap intervals. A star marks kinds that are "
                        + "too small to conclude from: less than 100 messages, or less than 10 of a label.",
                Stream.concat(Stream.of("Kind", "Messages", "Of them " + evaluation.labels().get(1)),
                        figures.stream().map(text::title)).toList(),
                evaluation.slices().stream().map(slice -> row(slice, figures)).toList());
    }

    private List<String> figures() {
        return evaluation.labels().size() == 2 ? List.of("mcc", "recall", "blocked") : List.of("mcc", "accuracy");
    }

    private static View.Row row(Slice slice, List<String> figures) {
        List<String> cells = new ArrayList<>(List.of(count(slice.examples()), count(slice.positives())));
        for (String figure : figures) {
            Interval interval = slice.figures().get(figure);
            cells.add(interval == null ? "–" : Numbers.interval(interval));
        }
        return new View.Row(slice.by() + ": " + slice.kind() + (slice.small() ? " *" : ""), cells);
    }

    private View.Table mistakes() {
        return new View.Table(
                "The most wrongly scored messages, at most 20, by the file and line where they were read.",
                List.of("Message", "Label", "Called", "Score"),
                evaluation.worst().stream().map(MessageSections::row).toList());
    }

    private static View.Row row(Mistake mistake) {
        return new View.Row(mistake.id(),
                List.of(mistake.actual(), mistake.predicted(), Numbers.decimal(mistake.score())));
    }
}
