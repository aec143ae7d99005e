package dev.hamlet.model;

import java.util.Arrays;
import java.util.List;
import smile.base.cart.DecisionNode;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;
import smile.math.MathEx;

/**
 * Decision trees on the presence of features, made of Smile's nodes: the mean of what their leaves say.
 *
 * <p>A leaf gives a label the share (n<sub>label</sub> + 1) / (n + labels) of its n training messages, so that no share is 0.
 *
 * @param trees the roots; of {@link InternalNode}s that tell 1 from 0, and {@link DecisionNode}s, at most {@link #MAX_DEPTH} deep
 * @param dimension the number of feature ids
 * @param labelCount the number of labels
 * @param slope what the logarithms of the shares are multiplied by
 * @param intercept what is added to the log-odds of the second of two labels; of no meaning with more
 */
public record Forest(List<Node> trees, int dimension, int labelCount, double slope, double intercept)
        implements
            Classifier {

    /** How many splits there may be from a root to a leaf: Smile goes down by recursion. */
    public static final int MAX_DEPTH = 100;

    /** Below this relative difference a secant of the logarithm is its tangent. */
    private static final double NEAR = 1e-9;

    public Forest {
        trees = List.copyOf(trees);
        if (trees.isEmpty() || trees.size() > 0xFFFF) {
            throw new IllegalArgumentException("expected 1 to 65535 trees, found " + trees.size());
        }
        if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException(
                    "expected a finite slope and intercept, found " + slope + " and " + intercept);
        }
    }

    /** The child of a split that messages with its feature go to. */
    public static Node childWith(InternalNode split) {
        return child(split, new Presence(split.feature() + 1, split.feature()));
    }

    /** The child of a split that messages without its feature go to. */
    public static Node childWithout(InternalNode split) {
        return child(split, new Presence(split.feature() + 1));
    }

    private static Node child(InternalNode split, Presence message) {
        return split.branch(message) ? split.trueChild() : split.falseChild();
    }

    @Override
    public double[] logits(int[] ids) {
        double[] shares = shares(new Presence(dimension, ids));
        double[] logits = new double[labelCount];
        for (int label = 0; label < labelCount; label++) {
            logits[label] = slope * Math.log(shares[label]);
        }
        if (labelCount == 2) {
            logits[1] += intercept;
        }
        return logits;
    }

    private double[] shares(Presence message) {
        double[] mean = new double[labelCount];
        double[] shares = new double[labelCount];
        for (Node tree : trees) {
            ((DecisionNode) tree.predict(message)).posteriori(shares);
            for (int label = 0; label < labelCount; label++) {
                mean[label] += shares[label] / trees.size();
            }
        }
        return mean;
    }

    @Override
    public int predict(int[] ids, int count, double[] probabilities) {
        double[] logits = logits(Arrays.copyOf(ids, count));
        System.arraycopy(logits, 0, probabilities, 0, labelCount);
        MathEx.softmax(probabilities);
        return MathEx.whichMax(probabilities);
    }

    /**
     * The SHAP values of each label's share ({@link TreeShap}): how far the message's features take it from the mean over the
     * training messages. What an absent feature does to it goes to the last value, with that mean. Each label's values
     * are then stretched to the logarithm of its share by one factor, so that all parts add up to the decision value,
     * in natural-log units.
     */
    @Override
    public double[] attribution(int[] ids, int label) {
        var message = new Presence(dimension, ids);
        var shap = new TreeShap(this, message);
        double[] shares = shares(message);
        double[] parts = new double[dimension + 1];
        for (int each = 0; each < labelCount; each++) {
            double multiple = slope * sign(each, label);
            double stretched = multiple * secant(shap.base(each), shares[each]);
            double[] values = shap.values(each);
            for (int id = 0; id < dimension; id++) {
                parts[message.getInt(id) == 1 ? id : dimension] += stretched * values[id];
            }
            parts[dimension] += multiple * Math.log(shap.base(each));
        }
        parts[dimension] += labelCount == 2 ? intercept : 0;
        return parts;
    }

    /** The slope of the logarithm between two shares. */
    private static double secant(double from, double to) {
        double difference = to - from;
        return Math.abs(difference) < NEAR * from ? 1 / from : (Math.log(to) - Math.log(from)) / difference;
    }

    /** How much a label's log-share counts in the decision value: of two labels that of the second, else that above the mean. */
    private double sign(int each, int predicted) {
        if (labelCount == 2) {
            return each == 1 ? 1 : -1;
        }
        return (each == predicted ? 1 : 0) - 1.0 / labelCount;
    }
}
