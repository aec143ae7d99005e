package dev.hamlet.training.trainer;

import java.util.Arrays;
import smile.util.function.DifferentiableMultivariateFunction;

/**
 * What a linear support vector machine minimizes: ½ |w|² + C Σ max(0, 1 − y (w·x + b))² (C.-J. Hsieh et al., "A Dual Coordinate Descent
 * Method for Large-scale Linear SVM", ICML 2008, L2-SVM). The variables are the weights, then the bias, which is not penalized.
 */
final class SquaredHinge implements DifferentiableMultivariateFunction {

    private static final long serialVersionUID = 1L;

    private final int[][] vectors;
    private final int[] sides;
    private final double[] values;
    private final double penalty;

    /**
     * @param vectors for each message the columns of its features
     * @param sides for each message 1 or -1
     * @param values for each column the value of its feature where it is present
     * @param penalty C, above 0
     */
    SquaredHinge(int[][] vectors, int[] sides, double[] values, double penalty) {
        this.vectors = vectors;
        this.sides = sides;
        this.values = values;
        this.penalty = penalty;
    }

    @Override
    public double f(double[] variables) {
        return g(variables, new double[variables.length]);
    }

    @Override
    public double g(double[] variables, double[] gradient) {
        int bias = values.length;
        double[] added = new double[bias];
        double sum = 0;
        for (int column = 0; column < bias; column++) {
            sum += variables[column] * variables[column] / 2;
            added[column] = variables[column] * values[column];
        }
        Arrays.fill(gradient, 0);
        for (int i = 0; i < vectors.length; i++) {
            double slack = 1 - sides[i] * (variables[bias] + sum(added, vectors[i]));
            if (slack > 0) {
                sum += penalty * slack * slack;
                add(-2 * penalty * slack * sides[i], vectors[i], gradient);
            }
        }
        for (int column = 0; column < bias; column++) {
            gradient[column] = variables[column] + gradient[column] * values[column];
        }
        return sum;
    }

    private static double sum(double[] added, int[] vector) {
        double sum = 0;
        for (int column : vector) {
            sum += added[column];
        }
        return sum;
    }

    private void add(double slope, int[] vector, double[] gradient) {
        for (int column : vector) {
            gradient[column] += slope;
        }
        gradient[values.length] += slope;
    }
}
