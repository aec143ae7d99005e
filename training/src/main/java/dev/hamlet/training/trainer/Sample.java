package dev.hamlet.training.trainer;

import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.training.dataset.Example;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An example as the trainer sees it; made once, used in every fold.
 *
 * @param example the example
 * @param label the index of its label
 * @param fingerprints those of its n-grams, each once, in the order of their first occurrence
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and 400 boxed numbers a message would be many
record Sample(Example example, int label, int[] fingerprints) {

    static Sample of(Example example, List<String> labels, NgramExtractor extractor) {
        var fingerprints = IntStream.builder();
        extractor.extract(NormalizedText.of(example.text()), (fingerprint, _, _) -> fingerprints.add(fingerprint));
        return new Sample(example, labels.indexOf(example.label()), fingerprints.build().distinct().toArray());
    }
}
