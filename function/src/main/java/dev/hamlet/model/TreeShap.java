package dev.hamlet.model;

import java.util.Arrays;
import smile.base.cart.DecisionNode;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;

/**
 * SHAP values of a message in a forest: what each feature, present or absent, adds to the labels' mean shares, averaged over all
 * orders in which the features may become known. Of a split on a feature not yet known both sides count, by their training messages
 * (Lundberg, Erion and Lee: "Consistent Individualized Feature Attribution for Tree Ensembles", 2018).
 *
 * <p>The average is an integral over t from 0 to 1: of what a feature adds when each other is known with chance t (Owen:
 * "Multilinear Extensions of Games", 1972). Along a path that is a product of positive factors, so deep trees cost no digits. The
 * paper's algorithm 2, which Smile's {@code CART.shap} is, takes paths apart by subtraction: the same values in shallow trees, none
 * in deep ones.
 */
final class TreeShap {

    private final Presence message;
    private final GaussLegendre chance;
    /** For each feature, the chance of going on towards the node being visited where it is asked for, while it is not known. */
    private final double[] unknown;
    /** The same while it is known: 1 if the message goes on towards the node, else 0. */
    private final double[] known;
    private final double[] bases;
    private final double[][] values;

    TreeShap(Forest forest, Presence message) {
        int depth = forest.trees().stream().mapToInt(Node::depth).max().orElse(0);
        this.message = message;
        // of a path's features, one fewer than the nodes that Smile counts, all but one are factors
        this.chance = new GaussLegendre(depth / 2);
        this.unknown = filled(forest.dimension(), 1);
        this.known = filled(forest.dimension(), 1);
        this.bases = new double[forest.labelCount()];
        this.values = new double[forest.labelCount()][forest.dimension()];
        double weight = 1.0 / forest.trees().size();
        for (Node tree : forest.trees()) {
            descend(tree, filled(chance.points.length, weight), weight / tree.size());
        }
    }

    /** The label's mean share while no feature is known: that of the training messages' leaves. */
    double base(int label) {
        return bases[label];
    }

    /** By feature id, what each adds to the label's mean share; base and values add up to the share itself. */
    double[] values(int label) {
        return values[label];
    }

    /**
     * Visits all nodes from one down.
     *
     * @param reached for each point of the rule, the chance of getting to the node, times the tree's weight
     * @param perMessage the tree's weight, for each of its training messages
     * @return for each label and point, the sum of the leaves' shares, each times the chance of getting there
     */
    private double[][] descend(Node node, double[] reached, double perMessage) {
        if (!(node instanceof InternalNode split)) {
            return arrive((DecisionNode) node, reached, perMessage);
        }
        boolean isTrue = split.branch(message);
        double[][] sums = follow(split, split.trueChild(), isTrue, reached, perMessage);
        double[][] others = follow(split, split.falseChild(), !isTrue, reached, perMessage);
        for (int label = 0; label < sums.length; label++) {
            for (int i = 0; i < reached.length; i++) {
                sums[label][i] += others[label][i];
            }
        }
        return sums;
    }

    private double[][] arrive(DecisionNode leaf, double[] reached, double perMessage) {
        double[] shares = leaf.posteriori(new double[bases.length]);
        double[][] sums = new double[bases.length][reached.length];
        for (int label = 0; label < bases.length; label++) {
            bases[label] += perMessage * leaf.size() * shares[label];
            for (int i = 0; i < reached.length; i++) {
                sums[label][i] = reached[i] * shares[label];
            }
        }
        return sums;
    }

    private double[][] follow(InternalNode split, Node child, boolean taken, double[] reached, double perMessage) {
        int id = split.feature();
        double unknownBefore = unknown[id];
        double knownBefore = known[id];
        unknown[id] *= (double) child.size() / split.size();
        known[id] = taken ? knownBefore : 0;
        double[] next = new double[reached.length];
        double[] slopes = new double[reached.length];
        for (int i = 0; i < reached.length; i++) {
            double t = chance.points[i];
            double before = (1 - t) * unknownBefore + t * knownBefore;
            double now = (1 - t) * unknown[id] + t * known[id];
            next[i] = reached[i] * now / before;
            // a split above on the same feature credits these leaves as if there were not this one: that is taken back
            slopes[i] = chance.weights[i]
                    * ((known[id] - unknown[id]) / now - (knownBefore - unknownBefore) / before);
        }
        double[][] sums = descend(child, next, perMessage);
        credit(id, slopes, sums);
        unknown[id] = unknownBefore;
        known[id] = knownBefore;
        return sums;
    }

    private void credit(int id, double[] slopes, double[]... sums) {
        for (int label = 0; label < sums.length; label++) {
            double value = 0;
            for (int i = 0; i < slopes.length; i++) {
                value += slopes[i] * sums[label][i];
            }
            values[label][id] += value;
        }
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }
}
