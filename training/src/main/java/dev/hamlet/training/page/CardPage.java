package dev.hamlet.training.page;

import static dev.hamlet.training.page.Numbers.count;

import dev.hamlet.model.Metadata;
import dev.hamlet.training.card.CardText;
import dev.hamlet.training.card.ModelCard;
import dev.hamlet.training.evaluation.BehaviourReport;
import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.evaluation.Slice;
import dev.hamlet.training.registry.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A model's card to read: one HTML file in the style of a report. The same card gives the same bytes. */
public final class CardPage {

    /** The file name of a card. */
    public static final String FILE = "model-card.html";

    private final ModelCard card;
    private final Evaluation evaluation;
    private final FigureText text;

    private CardPage(ModelCard card) {
        this.card = card;
        evaluation = card.experiment().evaluation();
        text = new FigureText(evaluation.labels());
    }

    /** The page of a card. */
    public static String of(ModelCard card) {
        return Page.of(new View("Model card: " + card.model().metadata().name(), card.text().description(),
                "./hamlet card", new CardPage(card).sections()));
    }

    private List<View.Section> sections() {
        List<View.Section> sections = new ArrayList<>(List.of(section("model", "Model", model()),
                section("use", "Intended use", list("For", card.text().users()), list("To", card.text().useCases())),
                section("limits", "Limits", list("Limit", card.text().limitations()),
                        list("Given up", card.text().tradeoffs())),
                section("figures", "Figures", figures()), section("slices", "Kinds of messages", slices())));
        card.behaviour().ifPresent(report -> sections.add(section("behaviour", "Behaviour", behaviour(report))));
        sections.add(section("data", "Data", data()));
        sections.add(section("considerations", "Risks and fairness", risks(), groups()));
        return sections;
    }

    private static View.Section section(String id, String heading, View.Table... tables) {
        return new View.Section(id, heading, List.of(), List.of(), List.of(tables));
    }

    private View.Table model() {
        Metadata metadata = card.model().metadata();
        List<View.Row> rows = new ArrayList<>(List.of(row("Version", card.model().version()),
                row("SHA-256 of the file", card.fileSha256()), row("Kind", card.family()),
                row("Features", card.architecture()), row("Labels", String.join(", ", metadata.labels()))));
        if (metadata.binary()) {
            rows.add(row("Threshold", Numbers.decimal(metadata.threshold())));
        }
        rows.add(row("Licence", card.text().licence()));
        metadata.provenance().forEach((name, value) -> rows.add(row(name, value)));
        return new View.Table("What it is, and what it was made of.", List.of("", ""), rows);
    }

    private static View.Row row(String name, String... cells) {
        return new View.Row(name, List.of(cells));
    }

    private static View.Table list(String head, List<String> items) {
        return new View.Table("", List.of(head), items.stream().map(item -> row(item)).toList());
    }

    private View.Table figures() {
        return new View.Table("On " + count(evaluation.examples()) + " messages that the model evaluated, "
                + card.experiment().models().getFirst().version()
                + ", had not seen; this one learned from them, too. Low and high bound the "
                + "95 % interval.", List.of("Figure", "Value", "Low", "High"),
                evaluation.figures().entrySet().stream().map(each -> new View.Row(text.title(each.getKey()),
                        text.meaning(each.getKey()), Numbers.cells(each.getValue()))).toList());
    }

    private View.Table slices() {
        List<String> names = evaluation.slices().stream().flatMap(each -> each.figures().keySet().stream()).distinct()
                .toList();
        return new View.Table("The same by kinds of messages, each with its 95 % interval.",
                Stream.concat(Stream.of("Kind", "Messages"), names.stream().map(text::title)).toList(),
                evaluation.slices().stream().map(each -> slice(each, names)).toList());
    }

    private static View.Row slice(Slice slice, List<String> names) {
        Stream<String> cells = names.stream().map(
                name -> slice.figures().containsKey(name) ? Numbers.interval(slice.figures().get(name)) : "–");
        return new View.Row(slice.by() + ": " + slice.kind(), slice.small() ? "too few to conclude from" : "",
                Stream.concat(Stream.of(count(slice.examples())), cells).toList());
    }

    private static View.Table behaviour(BehaviourReport report) {
        return new View.Table("How often checks written for the purpose fail, and how often they may.",
                List.of("Capability", "Checks", "Failed", "Share", "May be"),
                report.results().stream().map(each -> row(each.capability(), count(each.checks()),
                        count(each.failed().size()), Numbers.decimal(each.failureRate()),
                        Numbers.decimal(each.mostFailures()))).toList());
    }

    private View.Table data() {
        return new View.Table("What it learned from. The hash is of the file.",
                List.of("Data set", "Licence", "SHA-256", "Where"), card.dataSets().stream().map(this::data).toList());
    }

    private View.Row data(Provenance.Source source) {
        CardText.Origin origin = card.text().data().get(source.name());
        String note = origin == null
                ? ""
                : origin.description() + " By " + origin.owner() + "; published by " + origin.custodian()
                        + ". Personal: " + origin.sensitive();
        return new View.Row(source.name(), note,
                List.of(source.licence(), source.sha256(), source.url()));
    }

    private View.Table risks() {
        return new View.Table("What its use may bring about.", List.of("Risk"), card.text().risks().stream()
                .map(each -> new View.Row(each.name(), each.mitigation(), List.of())).toList());
    }

    private View.Table groups() {
        return new View.Table("Who may be treated worse than others.", List.of("Group"),
                card.text().groups().stream().map(each -> new View.Row(each.atRisk(), "Gains: " + each.benefits()
                        + " May suffer: " + each.harms() + " What is done: " + each.mitigation(), List.of()))
                        .toList());
    }
}
