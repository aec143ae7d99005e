package dev.hamlet.training.experiment;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Split;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Splits that others have published, by the lines of the SMS Spam Collection. */
public final class LineSplits {

    private static final int ALMEIDA = 1674;

    private LineSplits() {}

    /**
     * The split of Almeida, Gómez Hidalgo, Yamakami, "Contributions to the Study of SMS Spam Filtering: New Collection and
     * Results", DocEng 2011: the first 1,674 lines train, the others test.
     *
     * @throws IllegalArgumentException if there are no more lines than that
     */
    public static Split almeida(Dataset dataset) {
        return split(dataset, "almeida", ALMEIDA + 1, example -> example.line() > ALMEIDA);
    }

    /**
     * The lecture's split: a random fifth of the lines tests, the others train.
     *
     * @throws IllegalArgumentException if there are fewer lines than the split names
     */
    public static Split lecture(Dataset dataset) {
        Set<Integer> tested = lectureLines();
        return split(dataset, "lecture", Collections.max(tested), example -> tested.contains(example.line()));
    }

    private static Split split(Dataset dataset, String protocol, int needed, Predicate<Example> isTested) {
        int lines = dataset.examples().stream().mapToInt(Example::line).max().orElse(0);
        if (lines < needed) {
            throw new IllegalArgumentException("expected at least %d lines for the protocol %s, found %d"
                    .formatted(needed, protocol, lines));
        }
        return new Split(new Dataset(dataset.examples().stream().filter(isTested.negate()).toList()),
                new Dataset(dataset.examples().stream().filter(isTested).toList()));
    }

    private static Set<Integer> lectureLines() {
        try (InputStream in = LineSplits.class.getResourceAsStream("lecture-test-lines.txt")) {
            if (in == null) {
                throw new IllegalStateException("expected lecture-test-lines.txt in the jar, found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .map(Integer::valueOf).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the lecture's lines in the jar", e);
        }
    }
}
