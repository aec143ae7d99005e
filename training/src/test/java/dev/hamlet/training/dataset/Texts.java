package dev.hamlet.training.dataset;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Data sets for tests. */
final class Texts {

    private Texts() {}

    static Dataset dataset(Example... examples) {
        return new Dataset(List.of(examples));
    }

    static Example ham(String text) {
        return new Example("test:1", "ham", text);
    }

    static Example spam(String text) {
        return new Example("test:1", "spam", text);
    }

    /** Data sets of three labels over few words, so that repeats and near-repeats, also across labels, are frequent. */
    static Arbitrary<Dataset> datasets() {
        Arbitrary<String> word = Arbitraries.of("to", "Be", "or", "not", "2", "b", "!", "is", "the", "QUESTION");
        Arbitrary<String> text = word.list().ofMinSize(1).ofMaxSize(3).map(words -> String.join(" ", words));
        Arbitrary<String> label = Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just("ham")),
                Tuple.of(3, Arbitraries.just("spam")), Tuple.of(1, Arbitraries.just("eggs")));
        return Combinators.combine(label, text)
                .as((l, t) -> new Example("test", l, t))
                .list()
                .ofMinSize(50)
                .ofMaxSize(200)
                .map(Texts::numbered);
    }

    private static Dataset numbered(List<Example> examples) {
        return new Dataset(IntStream.range(0, examples.size())
                .mapToObj(i -> new Example("test:" + (i + 1), examples.get(i).label(), examples.get(i).text()))
                .toList());
    }
}
