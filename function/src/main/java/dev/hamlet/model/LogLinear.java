package dev.hamlet.model;

import smile.classification.Maxent;
import smile.util.IntSet;

/**
 * A classifier whose log-probabilities are linear in the presence of features, as Smile's {@link Maxent} is.
 *
 * <p>However the weights were found, by naive Bayes, a support vector machine or logistic regression, with or without scaled
 * features: what is linear in presence is served as this.
 *
 * @param maxent the weights, the bias last: one row for two labels, the second's; else one for each label but the last
 */
public record LogLinear(Maxent maxent) implements Classifier {

    /**
     * Makes a classifier of its weights.
     *
     * @param rows one row for two labels, the positive one's; else one for each label but the last, whose own are zero. In
     *     each a weight for every feature id, and the bias
     */
    public static LogLinear of(double[]... rows) {
        IntSet classes = IntSet.of(rows.length + 1);
        return new LogLinear(rows.length == 1
                ? new Maxent.Binomial(rows[0], Double.NaN, 0, classes)
                : new Maxent.Multinomial(rows, Double.NaN, 0, classes));
    }

    /** The rows that {@link #of} takes, not copied. */
    public double[][] rows() {
        return switch (maxent) {
            case Maxent.Binomial binomial -> new double[][]{binomial.coefficients()};
            case Maxent.Multinomial multinomial -> multinomial.coefficients();
            default -> throw new IllegalStateException(
                    "expected a binomial or multinomial Maxent, found " + maxent.getClass());
        };
    }

    @Override
    public int dimension() {
        return maxent.dimension();
    }

    @Override
    public int labelCount() {
        return maxent.numClasses();
    }

    @Override
    public double[] logits(int[] ids) {
        double[][] rows = rows();
        double[] logits = new double[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            // of two labels the row is the second's, of more the last has none
            logits[rows.length == 1 ? 1 : i] = dot(ids, rows[i]);
        }
        return logits;
    }

    private static double dot(int[] ids, double[] row) {
        double dot = row[row.length - 1];
        for (int id : ids) {
            dot += row[id];
        }
        return dot;
    }

    @Override
    public int predict(int[] ids, double[] probabilities) {
        return maxent.predict(ids, probabilities);
    }

    @Override
    public double[] attribution(int[] ids, int label) {
        double[][] rows = rows();
        return rows.length == 1 ? rows[0] : centred(rows, label);
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
