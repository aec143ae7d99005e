package dev.hamlet.model;

import dev.hamlet.feature.FeatureSet;
import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.feature.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * A trained text classifier: message in, prediction or explanation out.
 *
 * <p>The only way to one is {@link ModelReader}, so that what is evaluated is what is served. A message without a single
 * known n-gram gets the answer that the training labels' balance gives (the bias). Thread-safe.
 */
public final class Model {

    private final Metadata metadata;
    private final String sha256;
    private final Vocabulary vocabulary;
    private final NgramExtractor extractor;
    private final Classifier classifier;
    /** What the last message was read in, unless a thread is reading in it now: threads one after another need only one. */
    private @Nullable FeatureSet idle;

    Model(Metadata metadata, String sha256, Vocabulary vocabulary, Classifier classifier) {
        this.metadata = metadata;
        this.sha256 = sha256;
        this.vocabulary = vocabulary;
        this.extractor = new NgramExtractor(metadata.features());
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

    /** Whether the model is linear in the presence of features: such a model is scored in a browser, too. */
    public boolean isLinear() {
        return classifier instanceof LogLinear;
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
        FeatureSet features = take();
        features.read(message);
        Prediction prediction = predict(features);
        giveBack(features);
        return prediction;
    }

    /** Classifies a message and says which of its words led to the answer. */
    public Explanation explain(String message) {
        NormalizedText text = NormalizedText.of(message);
        FeatureSet features = take();
        features.read(text);
        Prediction prediction = predict(features);
        double[] weights = classifier.attribution(features.toArray(), metadata.labels().indexOf(prediction.label()));
        giveBack(features);
        var attribution = new Attribution(text, vocabulary, weights);
        extractor.extract(text, attribution::count);
        extractor.extract(text, attribution::share);
        return attribution.explain(prediction);
    }

    private synchronized FeatureSet take() {
        FeatureSet features = idle;
        idle = null;
        return features == null ? new FeatureSet(extractor, vocabulary) : features;
    }

    private synchronized void giveBack(FeatureSet features) {
        idle = features;
    }

    private Prediction predict(FeatureSet features) {
        double[] probabilities = new double[metadata.labels().size()];
        int predicted = classifier.predict(features.ids(), features.size(), probabilities);
        if (metadata.binary()) {
            double score = probabilities[1];
            return new Prediction(metadata.labels().get(score >= metadata.threshold() ? 1 : 0), score);
        }
        return new Prediction(metadata.labels().get(predicted), probabilities[predicted]);
    }
}
