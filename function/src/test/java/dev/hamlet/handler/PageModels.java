package dev.hamlet.handler;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.feature.Vocabulary;
import dev.hamlet.model.LogLinear;
import dev.hamlet.model.Metadata;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.ModelReader;
import dev.hamlet.model.ModelWriter;
import dev.hamlet.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Models of a few words, whose weights a test states. */
final class PageModels {

    private static final FeatureOptions WORDS = new FeatureOptions(1, 1, 0);

    private PageModels() {}

    /** Ham or spam with threshold 0.25; a word without a weight is not known. */
    static Model binary(Map<String, Double> weights) throws ModelFormatException {
        return binary(List.of("ham", "spam"), weights, 0, Map.of());
    }

    static Model binary(List<String> labels, Map<String, Double> weights, double bias,
            Map<String, String> provenance)
            throws ModelFormatException {
        Vocabulary vocabulary = vocabulary(weights);
        var metadata = new Metadata("tiny", labels, 0.25, WORDS, new TreeMap<>(provenance));
        var classifier = LogLinear.of(row(vocabulary, weights, bias));
        return ModelReader.read(ModelWriter.write(metadata, vocabulary, classifier), "tiny");
    }

    /** As many labels as given; a word's weight speaks for the first. */
    static Model multinomial(List<String> labels, Map<String, Double> weights) throws ModelFormatException {
        Vocabulary vocabulary = vocabulary(weights);
        var metadata = new Metadata("tiny", labels, 0, WORDS, new TreeMap<>());
        double[][] rows = new double[labels.size() - 1][vocabulary.dimension() + 1];
        rows[0] = row(vocabulary, weights, 0);
        var classifier = LogLinear.of(rows);
        return ModelReader.read(ModelWriter.write(metadata, vocabulary, classifier), "tiny");
    }

    private static Vocabulary vocabulary(Map<String, Double> weights) {
        return Vocabulary.of(weights.keySet().stream().mapToInt(PageModels::fingerprint).toArray());
    }

    private static double[] row(Vocabulary vocabulary, Map<String, Double> weights, double bias) {
        double[] row = new double[vocabulary.dimension() + 1];
        weights.forEach((word, weight) -> row[vocabulary.indexOf(fingerprint(word))] = weight);
        row[vocabulary.dimension()] = bias;
        Weights.round(row);
        return row;
    }

    private static int fingerprint(String word) {
        List<Integer> found = new ArrayList<>();
        new NgramExtractor(WORDS).extract(NormalizedText.of(word), (fingerprint, start, end) -> found.add(fingerprint));
        if (found.size() != 1) {
            throw new IllegalArgumentException("expected one word, found " + found.size() + " in " + word);
        }
        return found.getFirst();
    }
}
