package dev.hamlet.model;

import java.util.ArrayList;
import java.util.List;
import smile.base.cart.DecisionNode;
import smile.base.cart.NominalNode;
import smile.base.cart.Node;

/** Reads a forest; {@link ModelWriter} has its layout. Nodes come in the order of the recursion, so that none can be reached twice. */
final class ForestReader {

    private static final int PRESENT = 1;

    private final Cursor in;
    private final int dimension;
    private final int labelCount;
    /** The training messages in the leaves of the tree being read. */
    private long messages;

    private ForestReader(Cursor in, int dimension, int labelCount) {
        this.in = in;
        this.dimension = dimension;
        this.labelCount = labelCount;
    }

    static Classifier read(Cursor in, int dimension, int labelCount) throws ModelFormatException {
        return new ForestReader(in, dimension, labelCount).read();
    }

    private Forest read() throws ModelFormatException {
        int start = in.position();
        double slope = in.f64();
        double intercept = in.f64();
        if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw in.fail("a finite slope and intercept", slope + " and " + intercept, start);
        }
        int count = in.u16();
        if (count == 0) {
            throw in.fail("a tree", "none", start + 16);
        }
        List<Node> trees = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages = 0;
            trees.add(node(0));
        }
        in.expectEnd();
        return new Forest(trees, dimension, labelCount, slope, intercept);
    }

    private Node node(int depth) throws ModelFormatException {
        int start = in.position();
        int feature = in.varint() - 1;
        if (feature < 0) {
            return leaf(start);
        }
        if (feature >= dimension) {
            throw in.fail("a slot below " + dimension, feature, start);
        }
        if (depth == Forest.MAX_DEPTH) {
            throw in.fail("a leaf after " + depth + " splits", "another", start);
        }
        Node with = node(depth + 1);
        Node without = node(depth + 1);
        return new NominalNode(feature, PRESENT, 0, 0, with, without);
    }

    private DecisionNode leaf(int start) throws ModelFormatException {
        in.need(labelCount);
        int[] counts = new int[labelCount];
        long total = 0;
        for (int label = 0; label < labelCount; label++) {
            counts[label] = in.varint();
            total += counts[label];
        }
        if (total == 0) {
            throw in.fail("a leaf with training messages", "none", start);
        }
        messages += total;
        if (messages > Integer.MAX_VALUE) {
            throw in.fail("fewer than 2^31 training messages in a tree", messages, start);
        }
        return new DecisionNode(counts);
    }
}
