package dev.hamlet.model;

import java.util.List;
import smile.base.cart.DecisionNode;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;

/** A message's way through each tree of a forest: where the labels' shares start, and what each split does to them. */
final class ForestPaths {

    /** Below this relative difference a secant of the logarithm is its tangent. */
    private static final double NEAR = 1e-9;

    private final Presence message;
    private final double[] roots;
    private final double[] leaves;
    /** For each label, the changes by feature id. */
    private final double[][] changes;

    ForestPaths(Forest forest, Presence message) {
        this.message = message;
        this.roots = new double[forest.labelCount()];
        this.leaves = new double[forest.labelCount()];
        this.changes = new double[forest.labelCount()][forest.dimension()];
        List<Node> trees = forest.trees();
        trees.forEach(tree -> follow(tree, 1.0 / trees.size()));
    }

    private void follow(Node root, double weight) {
        Node node = root;
        double[] shares = shares(node);
        addTo(roots, shares, weight);
        while (node instanceof InternalNode split) {
            node = split.branch(message) ? split.trueChild() : split.falseChild();
            double[] next = shares(node);
            for (int label = 0; label < roots.length; label++) {
                changes[label][split.feature()] += weight * (next[label] - shares[label]);
            }
            shares = next;
        }
        addTo(leaves, shares, weight);
    }

    private static void addTo(double[] sums, double[] shares, double weight) {
        for (int label = 0; label < sums.length; label++) {
            sums[label] += weight * shares[label];
        }
    }

    /** The shares of all training messages below a node, smoothed as a leaf's are. */
    private double[] shares(Node node) {
        double[] counts = new double[roots.length];
        count(node, counts);
        double total = counts.length;
        for (double count : counts) {
            total += count;
        }
        for (int label = 0; label < counts.length; label++) {
            counts[label] = (counts[label] + 1) / total;
        }
        return counts;
    }

    private static void count(Node node, double[] counts) {
        if (node instanceof InternalNode split) {
            count(split.trueChild(), counts);
            count(split.falseChild(), counts);
        } else {
            int[] leaf = ((DecisionNode) node).count();
            for (int label = 0; label < counts.length; label++) {
                counts[label] += leaf[label];
            }
        }
    }

    /** Adds a multiple of the logarithm of a label's share: the roots' and absent features' to the last part, else to the feature's. */
    void add(int label, double multiple, double[] parts) {
        double stretch = multiple * secant(roots[label], leaves[label]);
        int last = parts.length - 1;
        parts[last] += multiple * Math.log(roots[label]);
        for (int id = 0; id < last; id++) {
            parts[message.getInt(id) == 1 ? id : last] += stretch * changes[label][id];
        }
    }

    private static double secant(double from, double to) {
        double difference = to - from;
        return Math.abs(difference) < NEAR * from ? 1 / from : (Math.log(to) - Math.log(from)) / difference;
    }
}
