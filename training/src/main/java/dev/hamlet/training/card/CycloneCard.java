package dev.hamlet.training.card;

import dev.hamlet.training.evaluation.BehaviourReport;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.evaluation.Slice;
import dev.hamlet.training.registry.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cyclonedx.model.component.ModelCard;
import org.cyclonedx.model.component.data.DatasetChoice;
import org.cyclonedx.model.component.modelCard.Considerations;
import org.cyclonedx.model.component.modelCard.InputOutputParameter;
import org.cyclonedx.model.component.modelCard.ModelParameters;
import org.cyclonedx.model.component.modelCard.PerformanceMetric;
import org.cyclonedx.model.component.modelCard.QuantitativeAnalysis;
import org.cyclonedx.model.component.modelCard.consideration.FairnessAssessment;
import org.cyclonedx.model.component.modelCard.consideration.Risk;

/** A card in CycloneDX's words. Every figure is written as in the evaluation's JSON, digit for digit. */
final class CycloneCard {

    private final dev.hamlet.training.card.ModelCard card;

    CycloneCard(dev.hamlet.training.card.ModelCard card) {
        this.card = card;
    }

    ModelCard modelCard() {
        var words = new ModelCard();
        words.setModelParameters(parameters());
        var analysis = new QuantitativeAnalysis();
        analysis.setPerformanceMetrics(metrics());
        words.setQuantitativeAnalysis(analysis);
        words.setConsiderations(considerations());
        return words;
    }

    private ModelParameters parameters() {
        var approach = new ModelParameters.Approach();
        approach.setType(ModelParameters.Approach.ApproachType.SUPERVISED);
        var parameters = new ModelParameters();
        parameters.setApproach(approach);
        parameters.setTask("text classification");
        parameters.setArchitectureFamily(card.family());
        parameters.setModelArchitecture(card.architecture());
        parameters.setDatasets(card.dataSets().stream().map(CycloneCard::dataset).toList());
        parameters.setInputs(List.of(format("text/plain; charset=utf-8")));
        parameters.setOutputs(List.of(format("application/json")));
        return parameters;
    }

    private static DatasetChoice dataset(Provenance.Source source) {
        var choice = new DatasetChoice();
        choice.setRef(MlBom.reference(source));
        return choice;
    }

    private static InputOutputParameter format(String mediaType) {
        var parameter = new InputOutputParameter();
        parameter.setFormat(mediaType);
        return parameter;
    }

    private List<PerformanceMetric> metrics() {
        List<PerformanceMetric> metrics = new ArrayList<>(metrics(card.experiment().evaluation().figures(), ""));
        for (Slice slice : card.experiment().evaluation().slices()) {
            metrics.addAll(metrics(slice.figures(), slice.by() + "=" + slice.kind()));
        }
        card.behaviour().ifPresent(report -> report.results().forEach(each -> metrics.add(behaviour(each))));
        return metrics;
    }

    private static List<PerformanceMetric> metrics(Map<String, Interval> figures, String slice) {
        return figures.entrySet().stream().map(each -> metric(each.getKey(), each.getValue(), slice)).toList();
    }

    private static PerformanceMetric metric(String name, Interval figure, String slice) {
        var bounds = new PerformanceMetric.ConfidenceInterval();
        bounds.setLowerBound(Double.toString(figure.low()));
        bounds.setUpperBound(Double.toString(figure.high()));
        PerformanceMetric metric = metric(name, figure.value(), slice);
        metric.setConfidenceInterval(bounds);
        return metric;
    }

    private static PerformanceMetric behaviour(BehaviourReport.Result result) {
        return metric("behaviour_failure_rate", result.failureRate(), result.capability());
    }

    private static PerformanceMetric metric(String name, double value, String slice) {
        var metric = new PerformanceMetric();
        metric.setType(name);
        metric.setValue(Double.toString(value));
        if (!slice.isEmpty()) {
            metric.setSlice(slice);
        }
        return metric;
    }

    private Considerations considerations() {
        CardText text = card.text();
        var considerations = new Considerations();
        considerations.setUsers(text.users());
        considerations.setUseCases(text.useCases());
        considerations.setTechnicalLimitations(text.limitations());
        considerations.setPerformanceTradeoffs(text.tradeoffs());
        considerations.setEthicalConsiderations(text.risks().stream().map(CycloneCard::risk).toList());
        considerations.setFairnessAssessments(text.groups().stream().map(CycloneCard::fairness).toList());
        return considerations;
    }

    private static Risk risk(CardText.Risk risk) {
        var words = new Risk();
        words.setName(risk.name());
        words.setMitigationStrategy(risk.mitigation());
        return words;
    }

    private static FairnessAssessment fairness(CardText.Group group) {
        var words = new FairnessAssessment();
        words.setGroupAtRisk(group.atRisk());
        words.setBenefits(group.benefits());
        words.setHarms(group.harms());
        words.setMitigationStrategy(group.mitigation());
        return words;
    }
}
