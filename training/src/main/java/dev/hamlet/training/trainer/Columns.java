package dev.hamlet.training.trainer;

/**
 * The features of a training set in the order in which an optimizer has them, each with the value that it has where it is present.
 *
 * <p>The most frequent are neighbours, so that most of the weights that are read fit the processor's cache. A feature's weight times its
 * value is what its presence adds to the log-odds; so scaled features are served as if they were not.
 */
final class Columns {

    private final int[] ids;
    private final int[] columnOf;
    private final double[] values;

    /** @param valueOf the value of each feature id */
    Columns(TrainingSet set, double[] valueOf) {
        ids = set.featureIdsByFrequency();
        columnOf = new int[set.dimension()];
        values = new double[ids.length];
        for (int column = 0; column < ids.length; column++) {
            columnOf[ids[column]] = column;
            values[column] = valueOf[ids[column]];
        }
    }

    int count() {
        return ids.length;
    }

    /** The values, each at its column. */
    double[] values() {
        return values;
    }

    /** The columns of a message's features, in the order of its ids. */
    int[] of(int[] vector) {
        int[] columns = new int[vector.length];
        for (int i = 0; i < vector.length; i++) {
            columns[i] = columnOf[vector[i]];
        }
        return columns;
    }

    /**
     * What the presence of each feature adds.
     *
     * @param fitted a weight for each column, and the bias
     * @return a weight for each feature id, and the bias
     */
    double[] row(double[] fitted) {
        double[] row = new double[columnOf.length + 1];
        for (int column = 0; column < ids.length; column++) {
            row[ids[column]] = fitted[column] * values[column];
        }
        row[columnOf.length] = fitted[ids.length];
        return row;
    }
}
