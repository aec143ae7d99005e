package dev.hamlet.model;

import java.util.ArrayList;
import java.util.List;
import smile.base.cart.DecisionNode;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;

/** SHAP values by other ways than {@link TreeShap}: slower, each nearer to a definition. Values are by feature id, then label. */
final class Shapley {

    private Shapley() {}

    /** The definition: every set of features is asked for, so that no more than a few may be. */
    static double[][] bySets(Forest forest, Presence message) {
        double[][] values = new double[forest.dimension()][forest.labelCount()];
        for (int set = 0; set < 1 << forest.dimension(); set++) {
            double[] without = shares(forest, message, set);
            for (int id = 0; id < forest.dimension(); id++) {
                if ((set >> id & 1) == 0) {
                    double[] with = shares(forest, message, set | 1 << id);
                    double weight = 1 / (forest.dimension() * choose(forest.dimension() - 1, Integer.bitCount(set)));
                    for (int label = 0; label < with.length; label++) {
                        values[id][label] += weight * (with[label] - without[label]);
                    }
                }
            }
        }
        return values;
    }

    /** The mean shares while only a set of features is known. */
    static double[] shares(Forest forest, Presence message, int set) {
        double[] mean = new double[forest.labelCount()];
        forest.trees().forEach(tree -> addShares(tree, message, set, 1.0 / forest.trees().size(), mean));
        return mean;
    }

    private static void addShares(Node node, Presence message, int set, double weight, double... sums) {
        if (node instanceof InternalNode split) {
            boolean known = (set >> split.feature() & 1) == 1;
            if (!known || split.branch(message)) {
                double part = known ? 1 : (double) split.trueChild().size() / split.size();
                addShares(split.trueChild(), message, set, weight * part, sums);
            }
            if (!known || !split.branch(message)) {
                double part = known ? 1 : (double) split.falseChild().size() / split.size();
                addShares(split.falseChild(), message, set, weight * part, sums);
            }
        } else {
            double[] shares = ((DecisionNode) node).posteriori(new double[sums.length]);
            for (int label = 0; label < sums.length; label++) {
                sums[label] += weight * shares[label];
            }
        }
    }

    /** Leaf by leaf: how many of a path's features are known is counted by multiplying out; for deep trees, none asking twice. */
    static double[][] byPaths(Node tree, Presence message, int dimension, int labelCount) {
        double[][] values = new double[dimension][labelCount];
        addPaths(tree, message, List.of(), values);
        return values;
    }

    private record Step(int id, double unknown, double known) {}

    private static void addPaths(Node node, Presence message, List<Step> path, double[]... values) {
        if (node instanceof InternalNode split) {
            boolean isTrue = split.branch(message);
            addPaths(split.trueChild(), message, longer(path, split, split.trueChild(), isTrue), values);
            addPaths(split.falseChild(), message, longer(path, split, split.falseChild(), !isTrue), values);
        } else {
            double[] shares = ((DecisionNode) node).posteriori(new double[values[0].length]);
            for (Step step : path) {
                double value = (step.known - step.unknown) * chance(path, step);
                for (int label = 0; label < shares.length; label++) {
                    values[step.id][label] += value * shares[label];
                }
            }
        }
    }

    private static List<Step> longer(List<Step> path, InternalNode split, Node child, boolean taken) {
        List<Step> longer = new ArrayList<>(path);
        longer.add(new Step(split.feature(), (double) child.size() / split.size(), taken ? 1 : 0));
        return longer;
    }

    /** The chance of getting along the rest of a path, over all orders in which its features become known. */
    private static double chance(List<Step> path, Step left) {
        double[] byCount = {1};
        for (Step step : path) {
            if (step.id != left.id) {
                double[] next = new double[byCount.length + 1];
                for (int count = 0; count < byCount.length; count++) {
                    next[count] += byCount[count] * step.unknown;
                    next[count + 1] += byCount[count] * step.known;
                }
                byCount = next;
            }
        }
        double mean = 0;
        for (int count = 0; count < byCount.length; count++) {
            mean += byCount[count] / (path.size() * choose(path.size() - 1, count));
        }
        return mean;
    }

    private static double choose(int all, int some) {
        double ways = 1;
        for (int i = 0; i < some; i++) {
            ways = ways * (all - i) / (i + 1);
        }
        return ways;
    }
}
