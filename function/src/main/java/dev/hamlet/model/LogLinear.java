package dev.hamlet.model;

import smile.classification.Maxent;
import smile.util.IntSet;

/**
 * A classifier whose log-probabilities are linear in the presence of features, as Smile's {@link Maxent} is.
 *
 * <p>However the weights were found, by naive Bayes, a support vector machine or logistic regression, with or without scaled
 * features: what is linear in presence is served as this. It scores as {@link #maxent()} does, to the bit, without the classes that
 * Smile starts with its first set of labels (a logger, a secure random generator): a cold start would pay 23 ms for them.
 */
public final class LogLinear implements Classifier {

    private final Weights[] rows;

    private LogLinear(Weights... rows) {
        this.rows = rows;
    }

    /**
     * Makes a classifier of its weights.
     *
     * @param rows one row for two labels, the positive one's; else one for each label but the last, whose own are zero. In
     *     each a weight for every feature id, and the bias
     */
    public static LogLinear of(double[]... rows) {
        Weights[] weights = new Weights[rows.length];
        for (int i = 0; i < rows.length; i++) {
            weights[i] = Weights.of(rows[i]);
        }
        return new LogLinear(weights);
    }

    /** The same of rows as the model file has them. */
    static LogLinear of(Weights... rows) {
        return new LogLinear(rows);
    }

    /** The rows that {@link #of} takes, not copied. */
    public double[][] rows() {
        double[][] values = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            values[i] = rows[i].values();
        }
        return values;
    }

    /** The same as Smile's own classifier. */
    public Maxent maxent() {
        return Smile.maxent(rows());
    }

    /** Apart, so that checking this class does not load Smile's. */
    private static final class Smile {

        static Maxent maxent(double[]... rows) {
            IntSet classes = IntSet.of(rows.length + 1);
            return rows.length == 1
                    ? new Maxent.Binomial(rows[0], Double.NaN, 0, classes)
                    : new Maxent.Multinomial(rows, Double.NaN, 0, classes);
        }
    }

    @Override
    public int dimension() {
        return rows[0].length() - 1;
    }

    @Override
    public int labelCount() {
        return rows.length + 1;
    }

    @Override
    public double[] logits(int[] ids) {
        double[] logits = new double[labelCount()];
        logits(ids, ids.length, logits);
        return logits;
    }

    private void logits(int[] ids, int count, double[] logits) {
        for (int i = 0; i < rows.length; i++) {
            // of two labels the row is the second's, of more the last has none
            logits[rows.length == 1 ? 1 : i] = rows[i].sum(ids, count);
        }
    }

    @Override
    public int predict(int[] ids, int count, double[] probabilities) {
        if (rows.length > 1) {
            probabilities[rows.length] = 0;
            logits(ids, count, probabilities);
            return softmax(probabilities);
        }
        double positive = 1 / (1 + Math.exp(-rows[0].sum(ids, count)));
        probabilities[0] = 1 - positive;
        probabilities[1] = positive;
        return positive < 0.5 ? 0 : 1;
    }

    /** Makes probabilities of log-probabilities, in place; gives the index of the greatest. */
    private static int softmax(double[] values) {
        int greatest = 0;
        for (int i = 1; i < values.length; i++) {
            greatest = values[i] > values[greatest] ? i : greatest;
        }
        double max = values[greatest];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i] - max);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return greatest;
    }

    @Override
    public double[] attribution(int[] ids, int label) {
        return rows.length == 1 ? rows[0].values() : centred(rows(), label);
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
