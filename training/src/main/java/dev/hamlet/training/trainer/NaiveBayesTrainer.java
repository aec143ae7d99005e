package dev.hamlet.training.trainer;

import dev.hamlet.model.LogLinear;
import java.util.Arrays;
import smile.classification.DiscreteNaiveBayes;
import smile.util.IntSet;
import smile.util.SparseArray;

/**
 * Trains Smile's naive Bayes classifiers on the presence of features.
 *
 * <p>Their log-probabilities are sums over a message's features, so that what Smile says of a message with one feature is that feature's
 * weight. For the Bernoulli model Smile leaves out, of a sparse message, what its absent features say; their sum, less the part of the
 * present ones, is added here.
 */
final class NaiveBayesTrainer implements ClassifierTrainer {

    private final NaiveBayesOptions options;

    NaiveBayesTrainer(NaiveBayesOptions options) {
        this.options = options;
    }

    @Override
    public LogLinear fit(TrainingSet set) {
        double[] priors = priors(set);
        double[][] rows = new double[set.labelCount()][set.dimension() + 1];
        if (options.model() != NaiveBayesOptions.Model.COMPLEMENT) {
            for (int label = 0; label < rows.length; label++) {
                rows[label][set.dimension()] = Math.log(priors[label]);
            }
        }
        int[] ids = set.featureIds();
        if (ids.length > 0) {
            addPresent(rows, ids, fit(set, ids, priors));
        }
        if (options.model() == NaiveBayesOptions.Model.BERNOULLI) {
            addAbsent(rows, ids, set);
        }
        return LabelRows.toLogLinear(rows);
    }

    /** The labels' shares of all messages, those without features included, which Smile would not count. */
    private static double[] priors(TrainingSet set) {
        return Arrays.stream(set.labelCounts()).mapToDouble(count -> (double) count / set.size()).toArray();
    }

    /** Smile spreads its smoothing over all columns, so that the vocabulary's free slots must not be one. */
    private DiscreteNaiveBayes fit(TrainingSet set, int[] ids, double[] priors) {
        int[] columns = new int[set.dimension()];
        for (int column = 0; column < ids.length; column++) {
            columns[ids[column]] = column;
        }
        var bayes = new DiscreteNaiveBayes(switch (options.model()) {
            case MULTINOMIAL -> DiscreteNaiveBayes.Model.MULTINOMIAL;
            case BERNOULLI -> DiscreteNaiveBayes.Model.BERNOULLI;
            case COMPLEMENT -> DiscreteNaiveBayes.Model.CNB;
        }, priors, ids.length, options.smoothing(), IntSet.of(set.labelCount()));
        bayes.update(Arrays.stream(set.vectors()).map(each -> message(each, columns)).toArray(SparseArray[]::new),
                set.labels());
        return bayes;
    }

    private static SparseArray message(int[] ids, int[] columns) {
        var message = new SparseArray(ids.length);
        for (int id : ids) {
            message.append(columns[id], 1);
        }
        return message;
    }

    private static void addPresent(double[][] rows, int[] ids, DiscreteNaiveBayes bayes) {
        double[] probabilities = new double[rows.length];
        for (int column = 0; column < ids.length; column++) {
            var message = new SparseArray(1);
            message.append(column, 1);
            bayes.predict(message, probabilities);
            for (int label = 0; label < rows.length; label++) {
                rows[label][ids[column]] += Math.log(probabilities[label]) - rows[label][rows[label].length - 1];
            }
        }
    }

    private void addAbsent(double[][] rows, int[] ids, TrainingSet set) {
        int[][] having = set.featureCounts();
        int[] messages = set.labelCounts();
        for (int label = 0; label < rows.length; label++) {
            for (int id : ids) {
                double share = (having[label][id] + options.smoothing()) / (messages[label] + 2 * options.smoothing());
                double absent = Math.log1p(-share);
                rows[label][id] -= absent;
                rows[label][set.dimension()] += absent;
            }
        }
    }
}
