package dev.hamlet.model;

import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.feature.Vectorizer;
import dev.hamlet.feature.Vocabulary;

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
    private final Classifier classifier;

    Model(Metadata metadata, String sha256, Vocabulary vocabulary, Classifier classifier) {
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

    /** The number of features the model has a weight for. */
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
        double[] weights = classifier.attribution(ids, metadata.labels().indexOf(prediction.label()));
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
}
