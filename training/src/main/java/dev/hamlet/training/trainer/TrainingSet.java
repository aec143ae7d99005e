package dev.hamlet.training.trainer;

import dev.hamlet.feature.Vocabulary;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What a classifier learns from.
 *
 * @param vocabulary the features
 * @param vectors for each message the ids of its features, each once
 * @param labels for each message the index of its label
 * @param labelCount how many labels there are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and 400 boxed numbers a message would be many
record TrainingSet(Vocabulary vocabulary, int[][] vectors, int[] labels, int labelCount) {

    /** The number of messages. */
    int size() {
        return vectors.length;
    }

    /** The number of feature ids. */
    int dimension() {
        return vocabulary.dimension();
    }

    /** The ids that are a feature's, ascending: the vocabulary has free slots. */
    int[] featureIds() {
        int[] slots = vocabulary.slots();
        return IntStream.range(0, slots.length).filter(id -> slots[id] != Vocabulary.NONE).toArray();
    }

    /** The same, those first that the most messages have; of equally frequent ones the smaller first. */
    int[] featureIdsByFrequency() {
        int[] counts = new int[dimension()];
        for (int[] vector : vectors) {
            for (int id : vector) {
                counts[id]++;
            }
        }
        return IntStream.of(featureIds()).boxed().sorted(Comparator.comparingInt((Integer id) -> -counts[id]))
                .mapToInt(Integer::intValue).toArray();
    }

    /** For each label the number of its messages. */
    int[] labelCounts() {
        int[] counts = new int[labelCount];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** For each label, and each feature id, the number of messages that have both. */
    int[][] featureCounts() {
        int[][] counts = new int[labelCount][dimension()];
        for (int i = 0; i < vectors.length; i++) {
            for (int id : vectors[i]) {
                counts[labels[i]][id]++;
            }
        }
        return counts;
    }
}
