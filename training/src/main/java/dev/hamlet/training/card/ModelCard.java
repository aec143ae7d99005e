package dev.hamlet.training.card;

import dev.hamlet.model.Metadata;
import dev.hamlet.model.Model;
import dev.hamlet.training.evaluation.BehaviourReport;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.registry.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * All that a model's card says (Mitchell et al., "Model Cards for Model Reporting", FAT* 2019).
 *
 * @param model the model
 * @param fileSha256 the SHA-256 of its whole file, 64 hexadecimal digits
 * @param trainer the name of the trainer that made it
 * @param text its owner's word
 * @param dataSets what it learned from
 * @param experiment the evaluation that it was published with
 * @param behaviour what it does in the behaviour suite; none where that is about other labels
 */
public record ModelCard(Model model, String fileSha256, String trainer, CardText text, List<Provenance.Source> dataSets,
        Experiment experiment, Optional<BehaviourReport> behaviour) {

    public ModelCard {
        dataSets = List.copyOf(dataSets);
    }

    /** What kind of function of the features it is. */
    public String family() {
        return model.isLinear() ? "linear classifier" : "random forest";
    }

    /** Which features it has, and who found their weights. */
    public String architecture() {
        Metadata metadata = model.metadata();
        var words = new StringBuilder("presence of words and runs of up to ")
                .append(metadata.features().wordNgramsMax()).append(" words");
        if (metadata.features().charNgramsMax() > 0) {
            words.append(", of ").append(metadata.features().charNgramsMin()).append(" to ")
                    .append(metadata.features().charNgramsMax()).append(" characters");
        }
        return words.append("; ").append(model.featureCount()).append(" features; trainer ").append(trainer).toString();
    }

    /** Something that its making has noted: {@code version.smile}, {@code data.sha256} and so on. */
    public String noted(String name) {
        return model.metadata().provenance().getOrDefault(name, "unknown");
    }
}
