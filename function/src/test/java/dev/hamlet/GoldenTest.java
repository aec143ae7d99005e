package dev.hamlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What training evaluated is what the function serves. */
class GoldenTest {

    private static final Model MODEL = PredictHandler.shippedModel();

    @Test
    void shippedModelGivesEachTextTheLabelAndScoreThatTrainingSaw() throws IOException {
        for (Golden golden : Golden.read()) {
            Prediction prediction = MODEL.predict(golden.text());

            assertThat(prediction.label()).as(golden.text()).isEqualTo(golden.label());
            assertThat(prediction.score()).as(golden.text()).isCloseTo(golden.score(), within(1e-9));
        }
    }

    @Test
    void textsCoverWhatMessagesAreMadeOf() throws IOException {
        List<Golden> texts = Golden.read();

        assertThat(texts).hasSizeGreaterThanOrEqualTo(200);
        assertThat(texts.stream().map(Golden::text)).doesNotHaveDuplicates()
                .anyMatch(text -> text.length() < 3).anyMatch(text -> text.length() > 5_000)
                .anyMatch(text -> text.contains("\n")).anyMatch(text -> text.contains("\t"))
                .anyMatch(text -> text.contains("://")).anyMatch(text -> text.codePoints().anyMatch(Character::isEmoji))
                .anyMatch(text -> text.codePoints().anyMatch(Character::isIdeographic))
                .anyMatch(text -> text.codePoints().anyMatch(each -> Character.getType(each) == Character.FORMAT));
        assertThat(texts.stream().map(Golden::label).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(MODEL.metadata().labels());
    }
}
