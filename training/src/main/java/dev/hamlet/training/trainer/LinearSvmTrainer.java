package dev.hamlet.training.trainer;

import dev.hamlet.model.LogLinear;
import java.util.Arrays;
import java.util.stream.IntStream;
import smile.classification.SVM;
import smile.math.MathEx;

/**
 * Trains Smile's support vector machine on the presence of features, with more than two labels each against the rest.
 *
 * <p>The weights are added up here: Smile 4.4.2's own {@code LinearKernelMachine.sparse} and {@code .binary} take a feature's id for
 * a support vector's.
 */
final class LinearSvmTrainer implements ClassifierTrainer {

    private final SVM.Options options;
    private final long seed;

    LinearSvmTrainer(LinearSvmOptions options, long seed) {
        this.options = new SVM.Options(options.penalty(), options.tolerance(), options.epochs());
        this.seed = seed;
    }

    @Override
    public LogLinear fit(TrainingSet set) {
        long[][] bits = Arrays.stream(set.vectors()).map(ids -> bits(ids, set.dimension())).toArray(long[][]::new);
        if (set.labelCount() == 2) {
            return LogLinear.of(margins(set, bits, 1));
        }
        return LabelRows.toLogLinear(IntStream.range(0, set.labelCount()).mapToObj(label -> margins(set, bits, label))
                .toArray(double[][]::new));
    }

    private static long[] bits(int[] ids, int dimension) {
        long[] bits = new long[(dimension + 63) / 64];
        for (int id : ids) {
            bits[id >> 6] |= 1L << id;
        }
        return bits;
    }

    /** The weights and the bias of how far a message lies on the side of one label. */
    private double[] margins(TrainingSet set, long[][] bits, int label) {
        int[] sides = Arrays.stream(set.labels()).map(each -> each == label ? 1 : -1).toArray();
        MathEx.setSeed(seed);
        SVM<long[]> svm = SVM.fit(bits, sides, new PresenceKernel(), options);
        double[] row = new double[set.dimension() + 1];
        row[set.dimension()] = svm.intercept();
        for (int i = 0; i < svm.vectors().length; i++) {
            add(svm.weights()[i], svm.vectors()[i], row);
        }
        return row;
    }

    private static void add(double weight, long[] bits, double[] row) {
        for (int word = 0; word < bits.length; word++) {
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                row[word * 64 + Long.numberOfTrailingZeros(rest)] += weight;
            }
        }
    }
}
