package dev.hamlet.model;

/**
 * Gauss and Legendre's rule on [0, 1]: the integral is the sum of the values at the points, each times its weight; exact for
 * polynomials of a degree below twice the number of points.
 */
final class GaussLegendre {

    /** From the start below, each step squares the error; the fourth is at the last digit. */
    private static final int STEPS = 5;

    /** In (0, 1), the greatest first. */
    final double[] points;
    /** Positive; their sum is 1, if there are any. */
    final double[] weights;

    GaussLegendre(int count) {
        this.points = new double[count];
        this.weights = new double[count];
        for (int i = 0; i < count; i++) {
            place(i);
        }
    }

    /** The roots of Legendre's polynomial are close to cosines; Newton's steps go the rest of the way. */
    private void place(int index) {
        double root = Math.cos(Math.PI * (index + 0.75) / (points.length + 0.5));
        double slope = 0;
        for (int step = 0; step < STEPS; step++) {
            double value = 1;
            double before = 0;
            for (int degree = 1; degree <= points.length; degree++) {
                double next = ((2 * degree - 1) * root * value - (degree - 1) * before) / degree;
                before = value;
                value = next;
            }
            slope = points.length * (root * value - before) / (root * root - 1);
            root -= value / slope;
        }
        points[index] = (1 + root) / 2;
        weights[index] = 1 / ((1 - root * root) * slope * slope);
    }
}
