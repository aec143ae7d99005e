package dev.hamlet.model;

import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.feature.Vectorizer;
import dev.hamlet.feature.Vocabulary;
import smile.classification.Maxent;

/**
 * A trained text classifier: message in, prediction or explanation out.
 *
 * <p>The only way to one is {@link ModelReader}, so that what is evaluated is what is served. A message without a single
 * known n-gram gets the answer that the training labels' balance gives (the bias). Immutable and thread-safe.
 */
public final class Model {

    private final Metadata metadata;
    private final String sha256;
    private final Vocabulary vocabulary;
    private final NgramExtractor extractor;
    private final Vectorizer vectorizer;
    private final Maxent classifier;

    Model(Metadata metadata, String sha256, Vocabulary vocabulary, Maxent classifier) {
        this.metadata = metadata;
        this.sha256 = sha256;
        this.vocabulary = vocabulary;
        this.extractor = new NgramExtractor(metadata.features());
        this.vectorizer = new Vectorizer(extractor, vocabulary);
        this.classifier = classifier;
    }

    public Metadata metadata() {
        return metadata;
    }

    /** The identity of the model: the SHA-256 of its file before the trailer, 64 hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** The first 12 digits of {@link #sha256()}: short enough to read out, long enough to tell models apart. */
    public String version() {
        return sha256.substring(0, 12);
    }

    /** The number of n-grams the model has a weight for. */
    public int featureCount() {
        return vocabulary.size();
    }

    /** Whether a message holds nothing to classify: only white space, control and format characters. */
    public static boolean isBlank(String message) {
        return NormalizedText.isBlank(message);
    }

    /** Classifies a message of any length and content. */
    public Prediction predict(String message) {
        return predict(vectorizer.vectorize(NormalizedText.of(message)));
    }

    /** Classifies a message and says which of its words led to the answer. */
    public Explanation explain(String message) {
        NormalizedText text = NormalizedText.of(message);
        int[] ids = vectorizer.vectorize(text);
        Prediction prediction = predict(ids);
        double[] weights = decisionWeights(prediction);
        var attribution = new Attribution(text, vocabulary, weights);
        extractor.extract(text, attribution::count);
        extractor.extract(text, attribution::share);
        return attribution.explain(prediction);
    }

    private Prediction predict(int[] ids) {
        double[] probabilities = new double[metadata.labels().size()];
        int predicted = classifier.predict(ids, probabilities);
        if (metadata.binary()) {
            double score = probabilities[1];
            return new Prediction(metadata.labels().get(score >= metadata.threshold() ? 1 : 0), score);
        }
        return new Prediction(metadata.labels().get(predicted), probabilities[predicted]);
    }

    /** A weight for each feature, and the bias last, of the decision value that {@link Explanation#logit} states. */
    private double[] decisionWeights(Prediction prediction) {
        return switch (classifier) {
            case Maxent.Binomial binomial -> binomial.coefficients();
            case Maxent.Multinomial multinomial ->
                centred(multinomial.coefficients(), metadata.labels().indexOf(prediction.label()));
            default -> throw new IllegalStateException("the reader builds no " + classifier.getClass());
        };
    }

    /** The weights of one label less the mean of all labels'; the last label's own are zero. */
    private static double[] centred(double[][] rows, int label) {
        double[] centred = new double[rows[0].length];
        for (int i = 0; i < centred.length; i++) {
            double sum = 0;
            for (double[] row : rows) {
                sum += row[i];
            }
            centred[i] = (label < rows.length ? rows[label][i] : 0) - sum / (rows.length + 1);
        }
        return centred;
    }
}
