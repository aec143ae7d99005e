package dev.hamlet.training.trainer;

import smile.math.kernel.MercerKernel;

/** The number of features that two messages share: their dot product, for messages that are a bit a feature. */
final class PresenceKernel implements MercerKernel<long[]> {

    private static final long serialVersionUID = 1L;

    @Override
    public double k(long[] x, long[] y) {
        int shared = 0;
        for (int i = 0; i < x.length; i++) {
            shared += Long.bitCount(x[i] & y[i]);
        }
        return shared;
    }

    @Override
    public double[] kg(long[] x, long[] y) {
        return new double[]{k(x, y)};
    }

    @Override
    public MercerKernel<long[]> of(double[] parameters) {
        return this;
    }

    @Override
    public double[] hyperparameters() {
        return new double[0];
    }

    @Override
    public double[] lo() {
        return new double[0];
    }

    @Override
    public double[] hi() {
        return new double[0];
    }
}
