package dev.hamlet.training.trainer;

/**
 * How strongly the presence of a feature tells one label from the rest: the ratio of its smoothed frequencies on either side.
 *
 * <p>For two labels it is |log((p<sub>j</sub> + α) / (p + 2α)) − log((n<sub>j</sub> + α) / (n + 2α))|, where p and n are the numbers of
 * positive and negative messages, p<sub>j</sub> and n<sub>j</sub> those among them with feature j, and α is the smoothing; for more, the greatest such ratio of a label
 * and the rest. From S. Wang and C. Manning, "Baselines and Bigrams: Simple, Good Sentiment and Topic Classification", ACL 2012,
 * where it scales the features of a support vector machine.
 */
final class LogCountRatio {

    private final double smoothing;

    LogCountRatio(double smoothing) {
        this.smoothing = smoothing;
    }

    /** A value of at least 0 for each feature id; 0 for one that no message has when all labels are equally frequent. */
    double[] of(TrainingSet set) {
        int[][] counts = set.featureCounts();
        int[] messages = set.labelCounts();
        double[] ratios = new double[set.dimension()];
        for (int label = 0; label < messages.length; label++) {
            for (int id = 0; id < ratios.length; id++) {
                int all = 0;
                for (int[] each : counts) {
                    all += each[id];
                }
                int rest = set.size() - messages[label];
                double ratio = Math.log(share(counts[label][id], messages[label]))
                        - Math.log(share(all - counts[label][id], rest));
                ratios[id] = Math.max(ratios[id], Math.abs(ratio));
            }
        }
        return ratios;
    }

    private double share(int having, int messages) {
        return (having + smoothing) / (messages + 2 * smoothing);
    }
}
