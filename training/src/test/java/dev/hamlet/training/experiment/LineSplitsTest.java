package dev.hamlet.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Split;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineSplitsTest {

    private static final Dataset COLLECTION = lines(5574);

    @Test
    void trainsOnTheFirst1674LinesOfAlmeida() {
        Split split = LineSplits.almeida(COLLECTION);

        assertThat(split.train().examples()).isEqualTo(COLLECTION.examples().subList(0, 1674));
        assertThat(split.test().examples()).isEqualTo(COLLECTION.examples().subList(1674, 5574));
    }

    @Test
    void testsOnTheLecturesLines() {
        Split split = LineSplits.lecture(COLLECTION);

        assertThat(split.test().size()).isEqualTo(1115);
        assertThat(split.train().size()).isEqualTo(5574 - 1115);
        assertThat(split.test().examples()).extracting(Example::line).startsWith(3, 4).contains(2292, 3385, 5574);
        assertThat(split.train().examples()).doesNotContainAnyElementsOf(split.test().examples());
    }

    /** A bad row that was skipped leaves a gap, and the others keep their lines. */
    @Test
    void countsLinesAndNotExamples() {
        Dataset gap = new Dataset(COLLECTION.examples().subList(10, 5574));

        assertThat(LineSplits.almeida(gap).test()).isEqualTo(LineSplits.almeida(COLLECTION).test());
    }

    @Test
    void refusesShorterFiles() {
        assertThatIllegalArgumentException().isThrownBy(() -> LineSplits.almeida(lines(1674)))
                .withMessage("expected at least 1675 lines for the protocol almeida, found 1674");
        assertThatIllegalArgumentException().isThrownBy(() -> LineSplits.lecture(lines(5573)))
                .withMessage("expected at least 5574 lines for the protocol lecture, found 5573");
        assertThat(LineSplits.almeida(lines(1675)).test().examples()).hasSize(1);
    }

    private static Dataset lines(int count) {
        List<Example> examples = IntStream.rangeClosed(1, count)
                .mapToObj(line -> new Example("SMSSpamCollection:" + line, "ham", "line " + line)).toList();
        return new Dataset(examples);
    }
}
