package dev.hamlet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import smile.base.cart.CART;
import smile.base.cart.DecisionNode;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;
import smile.base.cart.NominalNode;
import smile.base.cart.Split;
import smile.base.cart.SplitRule;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;
import smile.data.vector.ByteVector;
import smile.data.vector.ValueVector;

class TreeShapTest {

    private static final StructField LABEL = field("label");

    private final Random random = new Random(4);

    /** Paths may ask for a feature again, which no trained tree does but a file may hold. */
    @ParameterizedTest(name = "{0} labels")
    @ValueSource(ints = {2, 3})
    void isTheMeanOverAllOrdersOfFeatures(int labels) {
        for (int round = 0; round < 100; round++) {
            List<Node> trees = Stream.generate(() -> tree(5, 6, labels)).limit(1 + round % 3).toList();
            var forest = new Forest(trees, 6, labels, 1, 0);
            Presence message = message(6, 3);
            var shap = new TreeShap(forest, message);

            assertValues(shap, Shapley.bySets(forest, message), 1e-14);
            assertThat(bases(shap, labels)).containsExactly(Shapley.shares(forest, message, 0), within(1e-14));
        }
    }

    @ParameterizedTest(name = "depth {0}, {1} labels")
    @MethodSource("depths")
    void agreesWithSmileOnTreesThatSmileTrained(int depth, int labels) {
        DecisionTree tree = trained(depth, labels);
        assertThat(tree.root().depth()).isBetween(depth / 2, depth + 1);

        for (int round = 0; round < 20; round++) {
            Presence message = message(40, 15);
            double[] smile = tree.shap(message);

            assertValues(new TreeShap(new Forest(List.of(tree.root()), 40, labels, 1, 0), message),
                    byFeature(smile, labels), 1e-9);
        }
    }

    static Stream<Object[]> depths() {
        return Stream.of(new Object[]{3, 2}, new Object[]{12, 2}, new Object[]{20, 2}, new Object[]{12, 3});
    }

    @ParameterizedTest(name = "{0} of the features")
    @ValueSource(ints = {0, 3, 50, 100})
    void keepsItsDigitsInTheDeepestTree(int present) {
        Node deep = chain(0, Forest.MAX_DEPTH);
        Presence message = message(Forest.MAX_DEPTH, present);

        assertValues(new TreeShap(new Forest(List.of(deep), Forest.MAX_DEPTH, 2, 1, 0), message),
                Shapley.byPaths(deep, message, Forest.MAX_DEPTH, 2), 1e-14);
    }

    /** Why Smile's own is not called. Should this fail, it may be. */
    @Test
    void smileKeepsNoneThere() {
        Node deep = chain(0, Forest.MAX_DEPTH);
        Presence message = message(Forest.MAX_DEPTH, 0);
        double[][] smile = byFeature(new RebuiltTree(deep, Forest.MAX_DEPTH).shap(message), 2);

        assertThat(Stream.of(smile).mapToDouble(value -> Math.abs(value[1])).max().orElseThrow())
                .as("a part of a share, which is at most 1").isGreaterThan(1000);
    }

    /** The two ways that the others are held to. */
    @Test
    void pathsGiveWhatSetsGive() {
        Node tree = chain(0, 6);
        Presence message = message(6, 3);
        double[][] bySets = Shapley.bySets(new Forest(List.of(tree), 6, 2, 1, 0), message);
        double[][] byPaths = Shapley.byPaths(tree, message, 6, 2);

        for (int id = 0; id < 6; id++) {
            assertThat(byPaths[id]).containsExactly(bySets[id], within(1e-15));
        }
    }

    @Test
    void hasNothingToSayOfATreeWithoutSplits() {
        var shap = new TreeShap(new Forest(List.of(new DecisionNode(new int[]{1, 2})), 3, 2, 1, 0), message(3, 1));

        assertThat(shap.values(1)).containsOnly(0);
        assertThat(shap.base(1)).isEqualTo(0.6);
    }

    private static void assertValues(TreeShap shap, double[][] expected, double tolerance) {
        for (int id = 0; id < expected.length; id++) {
            for (int label = 0; label < expected[id].length; label++) {
                assertThat(shap.values(label)[id]).as("feature %d, label %d", id, label).isCloseTo(expected[id][label],
                        within(tolerance));
            }
        }
    }

    private static double[] bases(TreeShap shap, int labels) {
        return IntStream.range(0, labels).mapToDouble(shap::base).toArray();
    }

    private static double[][] byFeature(double[] values, int labels) {
        return IntStream.range(0, values.length / labels)
                .mapToObj(id -> Arrays.copyOfRange(values, id * labels, (id + 1) * labels)).toArray(double[][]::new);
    }

    /** A message with some of the features. */
    private Presence message(int dimension, int present) {
        List<Integer> ids = new ArrayList<>(IntStream.range(0, dimension).boxed().toList());
        Collections.shuffle(ids, random);
        return new Presence(dimension, ids.stream().limit(present).mapToInt(Integer::intValue).toArray());
    }

    /** A tree at random, on features below {@code dimension}. */
    private Node tree(int splits, int dimension, int labels) {
        if (splits == 0 || random.nextInt(6) == 0) {
            int[] counts = random.ints(labels, 0, 30).toArray();
            counts[random.nextInt(labels)]++;
            return new DecisionNode(counts);
        }
        return new NominalNode(random.nextInt(dimension), random.nextInt(2), 0, 0,
                tree(splits - 1, dimension, labels), tree(splits - 1, dimension, labels));
    }

    /** Splits one below the other, each on the next feature, with a leaf of one message at the side. */
    private Node chain(int from, int to) {
        if (from == to) {
            return new DecisionNode(new int[]{3, 5});
        }
        int positive = random.nextInt(2);
        return new NominalNode(from, 1, 0, 0, new DecisionNode(new int[]{1 - positive, positive}),
                chain(from + 1, to));
    }

    /** Trained on 2,000 messages with 40 features, each label with more of some than of others. */
    private DecisionTree trained(int depth, int labels) {
        int[] y = random.ints(2000, 0, labels).toArray();
        ValueVector[] columns = IntStream.range(0, 40).mapToObj(id -> column(id, labels, y))
                .toArray(ValueVector[]::new);
        return new DecisionTree(new DataFrame(columns), y, LABEL, labels, SplitRule.GINI, depth, Integer.MAX_VALUE, 1,
                40, null, null);
    }

    private ByteVector column(int id, int labels, int... y) {
        byte[] present = new byte[y.length];
        for (int i = 0; i < y.length; i++) {
            present[i] = (byte) (random.nextInt(10) < (y[i] == id % labels ? 4 : 3) ? 1 : 0);
        }
        return new ByteVector(field("f" + id), present);
    }

    private static StructField field(String name) {
        return new StructField(name, DataTypes.ByteType, new NominalScale("absent", "present"));
    }

    /** A tree of given nodes, which Smile has no class for. */
    private static final class RebuiltTree extends CART {

        private static final long serialVersionUID = 1L;

        RebuiltTree(Node root, int dimension) {
            super(null, new StructType(Collections.nCopies(dimension, LABEL), Map.of()), LABEL, root, new double[0]);
        }

        @Override
        protected double impurity(LeafNode node) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected LeafNode newNode(int[] samples) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected Optional<Split> findBestSplit(LeafNode node, int column, double impurity, int low, int high) {
            throw new UnsupportedOperationException();
        }
    }
}
