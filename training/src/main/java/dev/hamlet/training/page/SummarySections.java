package dev.hamlet.training.page;

import static dev.hamlet.training.page.Numbers.count;

import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.experiment.UsedModel;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What was tested on what, and what came out. */
final class SummarySections {

    private final Experiment experiment;
    private final Evaluation evaluation;
    private final FigureText text;

    SummarySections(Experiment experiment) {
        this.experiment = experiment;
        evaluation = experiment.evaluation();
        text = new FigureText(evaluation.labels());
    }

    List<View.Section> sections() {
        return List.of(new View.Section("figures", "Figures", List.of(), List.of(), List.of(figures(), confusion())),
                new View.Section("data", "Data and models", List.of(), List.of(), List.of(data(), models())));
    }

    private View.Table figures() {
        return new View.Table(
                "All figures, on " + count(evaluation.examples()) + " messages. Low and high bound the 95 % "
                        + "interval: percentiles over 1,000 bootstrap samples of the messages.",
                List.of("Figure", "Value", "Low", "High"),
                evaluation.figures().entrySet().stream().map(each -> new View.Row(text.title(each.getKey()),
                        text.meaning(each.getKey()), Numbers.cells(each.getValue()))).toList());
    }

    private View.Table confusion() {
        List<String> labels = evaluation.labels();
        return new View.Table(
                "Confusion matrix: messages by their own label (row) and the label that they got (column).",
                Stream.concat(Stream.of("Label"), labels.stream().map("called "::concat)).toList(),
                IntStream.range(0, labels.size()).mapToObj(label -> new View.Row(labels.get(label),
                        evaluation.confusion().get(label).stream().map(Numbers::count).toList())).toList());
    }

    private View.Table data() {
        return new View.Table("The data. The fingerprint is the SHA-256 of the messages with their labels, in order.",
                List.of("Use", "Messages", "Fingerprint"), experiment.data().stream()
                        .map(part -> new View.Row(part.use(), List.of(count(part.examples()), part.sha256())))
                        .toList());
    }

    private View.Table models() {
        return new View.Table(
                "The models, each tested on messages that it did not learn from. A score from the threshold on "
                        + "makes a message " + evaluation.labels().getLast()
                        + "; it was chosen inside what the model learned from.",
                List.of("Version", "Learned from", "Threshold"), experiment.models().stream()
                        .map(this::row).toList());
    }

    private View.Row row(UsedModel model) {
        return new View.Row(model.version(), List.of(count(model.examples()),
                evaluation.labels().size() == 2 ? Numbers.decimal(model.threshold()) : "none"));
    }
}
