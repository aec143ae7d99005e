package dev.hamlet.training.trainer;

import dev.hamlet.model.Classifier;
import dev.hamlet.model.LogLinear;
import java.util.List;

/**
 * Trains several classifiers on the same features and averages their log-odds, each in units of their own standard deviation over the
 * training messages: what a naive Bayes says is many times as far from zero as what a support vector machine says. A mean of
 * log-linear classifiers is one itself, so the members cost nothing to serve.
 */
final class EnsembleTrainer implements ClassifierTrainer {

    private final List<ClassifierTrainer> members;

    EnsembleTrainer(EnsembleOptions options, long seed) {
        this.members = options.members().stream().map(each -> ClassifierTrainer.of(each, seed)).toList();
    }

    @Override
    public LogLinear fit(TrainingSet set) {
        double[][] mean = new double[set.labelCount() - 1][set.dimension() + 1];
        for (ClassifierTrainer member : members) {
            double[][] rows = rows(member.fit(set));
            double deviation = deviation(rows, set.vectors());
            // a member that says the same of every message has nothing to say
            add(rows, deviation > 0 ? 1 / (deviation * members.size()) : 0, mean);
        }
        return LogLinear.of(mean);
    }

    private static double[][] rows(Classifier member) {
        if (!(member instanceof LogLinear linear)) {
            throw new IllegalArgumentException("expected members linear in the presence of features, found " + member);
        }
        return linear.rows();
    }

    /** The standard deviation of the log-odds over the messages, for several rows the root of the mean of their variances. */
    private static double deviation(double[][] rows, int[][] vectors) {
        double variance = 0;
        for (double[] row : rows) {
            double sum = 0;
            double squares = 0;
            for (int[] vector : vectors) {
                double logOdds = logOdds(row, vector);
                sum += logOdds;
                squares += logOdds * logOdds;
            }
            double mean = sum / vectors.length;
            variance += (squares / vectors.length - mean * mean) / rows.length;
        }
        return Math.sqrt(Math.max(variance, 0));
    }

    private static double logOdds(double[] row, int[] vector) {
        double logOdds = row[row.length - 1];
        for (int id : vector) {
            logOdds += row[id];
        }
        return logOdds;
    }

    private static void add(double[][] rows, double factor, double[][] mean) {
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                mean[i][j] += rows[i][j] * factor;
            }
        }
    }
}
