package dev.hamlet.training.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.training.trainer.Trained;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ModelDifferenceTest {

    @Test
    void findsNoneBetweenAModelAndItself() throws IOException {
        assertThat(ModelDifference.first(Trained.called("a"), Trained.called("a"))).isEmpty();
    }

    @Test
    void namesTheEntryOfTheProvenance() throws IOException {
        assertThat(ModelDifference.first(Trained.called("a"), Trained.called("b")))
                .contains("name: expected a, found b");
    }

    @Test
    void namesTheLabels() throws IOException {
        assertThat(ModelDifference.first(Trained.on("ham", "spam"), Trained.on("ham", "eggs"))).get().asString()
                .containsAnyOf("labels: expected [ham, spam], found [ham, eggs]", "threshold: expected ");
    }
}
