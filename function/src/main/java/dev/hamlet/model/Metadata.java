package dev.hamlet.model;

import dev.hamlet.feature.FeatureOptions;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model file says of its model.
 *
 * @param name what the model is called
 * @param labels the labels, at least two; of two, the second is the positive one
 * @param threshold with two labels, the score in [0, 1] from which a message is positive; of no meaning with more
 * @param features which features a message has
 * @param provenance where the model comes from and how good it was found, by name: hashes, seed, versions, figures
 */
public record Metadata(String name, List<String> labels, double threshold, FeatureOptions features,
        SortedMap<String, String> provenance) {

    public Metadata {
        if (labels.size() < 2 || new HashSet<>(labels).size() < labels.size()) {
            throw new IllegalArgumentException("expected two or more distinct labels, found " + labels);
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("expected a threshold from 0 to 1, found " + threshold);
        }
        labels = List.copyOf(labels);
        provenance = new TreeMap<>(provenance);
    }

    /** A copy of where the model comes from and how good it was found, by name. */
    @Override
    public SortedMap<String, String> provenance() {
        return new TreeMap<>(provenance);
    }

    /** Whether there are two labels, so that the threshold decides. */
    public boolean binary() {
        return labels.size() == 2;
    }
}
