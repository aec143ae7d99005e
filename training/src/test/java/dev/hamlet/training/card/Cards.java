package dev.hamlet.training.card;

import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.VerifiedModel;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Sha256;
import dev.hamlet.training.evaluation.BehaviourReport;
import dev.hamlet.training.evaluation.Comparison;
import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.evaluation.Predictions;
import dev.hamlet.training.evaluation.Scored;
import dev.hamlet.training.evaluation.TestType;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.experiment.LearningCurve;
import dev.hamlet.training.experiment.SideBySide;
import dev.hamlet.training.experiment.UsedModel;
import dev.hamlet.training.registry.Provenance;
import dev.hamlet.training.trainer.Trained;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A card of a small model. */
public final class Cards {

    private static final byte[] FILE = Trained.on("ham", "spam");

    private Cards() {}

    /** The card, its data under a licence, and with words that HTML and JSON must escape. */
    public static ModelCard under(String licence) {
        try {
            Model model = VerifiedModel.read(FILE, "test");
            return new ModelCard(model, Sha256.of(FILE), "maxent", text(),
                    List.of(new Provenance.Source("Soliloquies",
                            "https://example.org/s.tsv", "1".repeat(64), licence)),
                    experiment(model.version()), Optional.of(behaviour(model.version())));
        } catch (ModelFormatException e) {
            throw new IllegalStateException("expected a model", e);
        }
    }

    private static CardText text() {
        return new CardText("Tells <ham> from \"spam\" & back.", "Apache-2.0", List.of("users"), List.of("uses"),
                List.of("limits"), List.of("tradeoffs"), List.of(new CardText.Risk("a risk", "a remedy")),
                List.of(new CardText.Group("a group", "gains", "harms", "a remedy")),
                Map.of("Soliloquies", new CardText.Origin("Speeches.", "a poet", "a library", "nothing")));
    }

    private static Experiment experiment(String version) {
        List<Scored> scored = IntStream.range(0, 60)
                .mapToObj(i -> new Scored("test.tsv:" + i, i % 2, i % 7 == 0 ? 1 - i % 2 : i % 2, 0.1 + i / 100.0))
                .toList();
        List<Example> examples = scored.stream()
                .map(each -> new Example(each.id(), each.actual() == 1 ? "spam" : "ham", "quagga " + each.id()))
                .toList();
        var evaluation = Evaluation.of(new Predictions(examples, scored), List.of("ham", "spam"), example -> "a test",
                1);
        return new Experiment("test", "Does it show?", "./hamlet evaluate",
                List.of(new Experiment.Part("test", examples.size(), "0".repeat(64))),
                List.of(new UsedModel(version, 0.5, 100)), evaluation, LearningCurve.NONE, SideBySide.NONE,
                SideBySide.NONE, Comparison.NONE);
    }

    private static BehaviourReport behaviour(String version) {
        return new BehaviourReport(version, List.of(
                new BehaviourReport.Result("spam.loans", TestType.MFT, 3, List.of("behaviour.tsv:7"), 0.5)));
    }
}
