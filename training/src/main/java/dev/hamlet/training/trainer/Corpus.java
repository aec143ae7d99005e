package dev.hamlet.training.trainer;

import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.feature.Vocabulary;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The messages that a model is trained on, in whole or fold by fold; read once.
 *
 * <p>An n-gram that too few of all messages have is in too few of a fold's, so it is forgotten here. The others are numbered,
 * and a fold counts numbers, which takes a tenth of the time of sorting fingerprints.
 */
final class Corpus {

    private final List<String> labels;
    private final VocabularyOptions options;
    private final NgramExtractor extractor;
    private final GoodWordCopies copies;
    private final int[] fingerprints;
    /** For each message, the numbers of its n-grams in the order of their first occurrence. */
    private final Map<Example, int[]> ngrams = new HashMap<>();
    private final Dataset examples;

    /** Messages without copies. */
    Corpus(Dataset examples, List<String> labels, NgramExtractor extractor, VocabularyOptions options) {
        this(examples, labels, extractor, options, new GoodWordCopies(labels, 0, 0));
    }

    Corpus(Dataset examples, List<String> labels, NgramExtractor extractor, VocabularyOptions options,
            GoodWordCopies copies) {
        this.examples = examples;
        this.labels = labels;
        this.extractor = extractor;
        this.options = options;
        this.copies = copies;
        // two files of one name share ids, and a file given twice its examples too: equal examples have equal n-grams
        examples.examples().forEach(example -> ngrams.computeIfAbsent(example, this::extracted));
        this.fingerprints = frequent(examples, options.minMessages());
        ngrams.replaceAll((_, found) -> numbered(found));
    }

    private int[] extracted(Example example) {
        var found = IntStream.builder();
        extractor.extract(NormalizedText.of(example.text()), (fingerprint, _, _) -> found.add(fingerprint));
        return found.build().distinct().toArray();
    }

    /** The fingerprints that stand in enough messages, ascending. */
    private int[] frequent(Dataset examples, int minMessages) {
        int[] all = examples.examples().stream().flatMapToInt(each -> Arrays.stream(ngrams(each))).toArray();
        Arrays.sort(all);
        return IntStream.range(0, all.length)
                .filter(i -> i == 0 || all[i] != all[i - 1])
                .filter(i -> i + minMessages <= all.length && all[i + minMessages - 1] == all[i])
                .map(i -> all[i]).toArray();
    }

    private int[] numbered(int[] found) {
        return Arrays.stream(found).map(each -> Arrays.binarySearch(fingerprints, each)).filter(each -> each >= 0)
                .toArray();
    }

    private int[] ngrams(Example example) {
        int[] found = ngrams.get(example);
        if (found == null) {
            throw new IllegalArgumentException("expected an example of the corpus, found " + example.id());
        }
        return found;
    }

    /** The index of an example's label. */
    int label(Example example) {
        return labels.indexOf(example.label());
    }

    /** All messages, with a vocabulary of theirs. */
    TrainingSet all() {
        return part(examples).set();
    }

    /** A part of the messages, with a vocabulary of that part, and what {@link GoodWordCopies} makes of it. */
    Part part(Dataset train) {
        return new Part(train);
    }

    /** A part of the messages, and what others are in its features. */
    final class Part {

        private final TrainingSet set;
        /** The feature id of each n-gram, -1 for one that is no feature. */
        private final int[] ids;

        private Part(Dataset train) {
            int[] counts = new int[fingerprints.length];
            train.examples().forEach(each -> Arrays.stream(ngrams(each)).forEach(ngram -> counts[ngram]++));
            Vocabulary vocabulary = VocabularyBuilder.build(fingerprints, counts, options);
            this.ids = Arrays.stream(fingerprints).map(vocabulary::indexOf).toArray();
            List<Example> copied = copies.of(train);
            this.set = new TrainingSet(vocabulary,
                    Stream.concat(train.examples().stream().map(this::vector),
                            copied.stream().map(each -> ids(numbered(extracted(each))))).toArray(int[][]::new),
                    Stream.concat(train.examples().stream(), copied.stream()).mapToInt(Corpus.this::label).toArray(),
                    labels.size());
        }

        TrainingSet set() {
            return set;
        }

        /** The ids that the vectorizer finds in the message of an example, in its order. */
        int[] vector(Example example) {
            return ids(ngrams(example));
        }

        private int[] ids(int[] numbers) {
            return Arrays.stream(numbers).map(ngram -> ids[ngram]).filter(id -> id >= 0).toArray();
        }
    }
}
