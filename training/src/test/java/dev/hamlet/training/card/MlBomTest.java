package dev.hamlet.training.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.evaluation.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class MlBomTest {

    private static final ModelCard CARD = Cards.under("CC-BY-4.0");

    @Test
    void isWhatThePublishedSchemaAsksFor() throws IOException {
        assertThat(new JsonParser().validate(MlBom.of(CARD), Version.VERSION_16)).isEmpty();
    }

    @Test
    void hasEveryFigureDigitForDigit() throws IOException {
        Evaluation evaluation = CARD.experiment().evaluation();
        List<String> expected = new ArrayList<>(lines("", evaluation.figures()));
        evaluation.slices().forEach(each -> expected.addAll(lines(each.by() + "=" + each.kind(), each.figures())));
        expected.add("spam.loans behaviour_failure_rate 0.3333333333333333  ");

        List<String> found = new ArrayList<>();
        for (JsonNode metric : model().at("/modelCard/quantitativeAnalysis/performanceMetrics")) {
            JsonNode interval = metric.path("confidenceInterval");
            found.add(String.join(" ", metric.path("slice").asText(), metric.path("type").asText(),
                    metric.path("value").asText(), interval.path("lowerBound").asText(),
                    interval.path("upperBound").asText()));
        }
        assertThat(found).containsExactlyElementsOf(expected).hasSizeGreaterThan(20);
    }

    private static List<String> lines(String slice, Map<String, Interval> figures) {
        return figures.entrySet().stream().map(each -> String.join(" ", slice, each.getKey(),
                Double.toString(each.getValue().value()), Double.toString(each.getValue().low()),
                Double.toString(each.getValue().high()))).toList();
    }

    @Test
    void namesTheModelByTheHashOfItsFile() throws IOException {
        assertThat(model().at("/type").asText()).isEqualTo("machine-learning-model");
        assertThat(model().at("/version").asText()).isEqualTo(CARD.model().version());
        assertThat(model().at("/hashes/0/content").asText()).isEqualTo(CARD.fileSha256());
        assertThat(model().at("/licenses/0/license/id").asText()).isEqualTo("Apache-2.0");
        assertThat(model().at("/modelCard/considerations/technicalLimitations/0").asText()).isEqualTo("limits");
    }

    @Test
    void saysWhatTheModelLearnedFromAndUnderWhichTerms() throws IOException {
        JsonNode data = bill(CARD).at("/components/0");

        assertThat(data.at("/type").asText()).isEqualTo("data");
        assertThat(data.at("/hashes/0/content").asText()).isEqualTo("1".repeat(64));
        assertThat(data.at("/licenses/0/license/id").asText()).isEqualTo("CC-BY-4.0");
        assertThat(data.at("/data/0/governance/owners/0/organization/name").asText()).isEqualTo("a poet");
        assertThat(model().at("/modelCard/modelParameters/datasets/0/ref")).isEqualTo(data.at("/bom-ref"));
        assertThat(bill(Cards.under("by word of mouth")).at("/components/0/licenses/0/license/name").asText())
                .isEqualTo("by word of mouth");
    }

    @Test
    void isTheSameEachTime() throws IOException {
        assertThat(MlBom.of(Cards.under("CC-BY-4.0"))).isEqualTo(MlBom.of(CARD)).doesNotContain("timestamp");
    }

    @Test
    void isNotWrittenWhereTheSchemaRefusesIt() {
        var broken = new ModelCard(CARD.model(), "no hash", "maxent", CARD.text(), CARD.dataSets(), CARD.experiment(),
                Optional.empty());

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> MlBom.of(broken))
                .withMessageStartingWith("expected a bill of material as CycloneDX 1.6 has it, found: ")
                .withMessageContaining("hashes");
    }

    private static JsonNode model() throws IOException {
        return bill(CARD).at("/metadata/component");
    }

    private static JsonNode bill(ModelCard card) throws IOException {
        return new JsonMapper().readTree(MlBom.of(card));
    }
}
