package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoodWordCopiesTest {

    private static final List<String> LABELS = List.of("ham", "spam");
    private static final Dataset TRAIN = Messages.of(200, 1, "ham", "spam");

    @Test
    void copiesItsShareOfThePositiveMessagesWithWordsBehind() {
        List<Example> copies = new GoodWordCopies(LABELS, 0.1, 7).of(TRAIN);

        long spam = TRAIN.examples().stream().filter(each -> each.label().equals("spam")).count();
        assertThat(copies).hasSize((int) Math.round(0.1 * spam)).allSatisfy(copy -> {
            assertThat(copy.label()).isEqualTo("spam");
            assertThat(TRAIN.examples()).filteredOn(each -> each.id().equals(copy.id()))
                    .anySatisfy(each -> assertThat(copy.text()).startsWith(each.text() + " "));
        });
    }

    @Test
    void copiesTheSameForTheSameSeed() {
        assertThat(new GoodWordCopies(LABELS, 0.1, 7).of(TRAIN)).isEqualTo(new GoodWordCopies(LABELS, 0.1, 7).of(TRAIN))
                .isNotEqualTo(new GoodWordCopies(LABELS, 0.1, 8).of(TRAIN));
    }

    @Test
    void copiesNothingOfThreeLabelsOrWithoutAShare() {
        assertThat(new GoodWordCopies(List.of("ham", "promotion", "spam"), 1, 7).of(TRAIN)).isEmpty();
        assertThat(new GoodWordCopies(LABELS, 0, 7).of(TRAIN)).isEmpty();
    }
}
