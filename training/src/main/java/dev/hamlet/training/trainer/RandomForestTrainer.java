package dev.hamlet.training.trainer;

import dev.hamlet.model.Forest;
import java.util.List;
import java.util.stream.IntStream;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;
import smile.base.cart.NominalNode;
import smile.base.cart.SplitRule;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.ByteVector;
import smile.data.vector.ValueVector;
import smile.math.MathEx;

/**
 * Trains Smile's decision trees, each on messages drawn with replacement, as many of each label as there are: what Smile's
 * {@code RandomForest.fit} does.
 *
 * <p>That itself is not called: of three labels it fails where a tree's messages take in all of one label. Presence is a nominal
 * column, since of an ordinal one Smile 4.4.2 tries only the splits next to which the label happens to change.
 */
final class RandomForestTrainer implements ClassifierTrainer {

    private static final NominalScale PRESENCE = new NominalScale("absent", "present");

    private final RandomForestOptions options;
    private final long seed;

    RandomForestTrainer(RandomForestOptions options, long seed) {
        this.options = options;
        this.seed = seed;
    }

    @Override
    public Forest fit(TrainingSet set) {
        return InOrder.run(() -> {
            // a data frame must have a column; the first slot of an empty vocabulary is no message's
            int[] ids = set.featureIds().length == 0 ? new int[]{0} : set.featureIds();
            DataFrame messages = messages(set, ids);
            MathEx.setSeed(seed);
            List<Node> trees = IntStream.range(0, options.trees())
                    .mapToObj(_ -> renamed(tree(messages, set).root(), ids)).toList();
            return new Forest(trees, set.dimension(), set.labelCount(), 1, 0);
        });
    }

    private static DataFrame messages(TrainingSet set, int[] ids) {
        byte[][] present = new byte[set.dimension()][];
        for (int id : ids) {
            present[id] = new byte[set.size()];
        }
        for (int i = 0; i < set.size(); i++) {
            for (int id : set.vectors()[i]) {
                present[id][i] = 1;
            }
        }
        return new DataFrame(IntStream.of(ids).mapToObj(id -> new ByteVector(field("f" + id), present[id]))
                .toArray(ValueVector[]::new));
    }

    private static StructField field(String name) {
        return new StructField(name, DataTypes.ByteType, PRESENCE);
    }

    private DecisionTree tree(DataFrame messages, TrainingSet set) {
        int tried = Math.max(1, (int) Math.sqrt(messages.ncol()));
        return new DecisionTree(messages, set.labels(), field("label"), set.labelCount(), SplitRule.GINI,
                options.maxDepth(), Integer.MAX_VALUE, options.minLeaf(), tried, drawn(set), null);
    }

    /** How often each message is drawn. */
    private static int[] drawn(TrainingSet set) {
        int[] times = new int[set.size()];
        for (int label = 0; label < set.labelCount(); label++) {
            int wanted = label;
            int[] messages = IntStream.range(0, set.size()).filter(i -> set.labels()[i] == wanted).toArray();
            for (int i = 0; i < messages.length; i++) {
                times[messages[MathEx.randomInt(messages.length)]]++;
            }
        }
        return times;
    }

    /** The same tree with feature ids in the place of columns. */
    private static Node renamed(Node node, int[] ids) {
        if (!(node instanceof InternalNode split)) {
            return node;
        }
        return new NominalNode(ids[split.feature()], 1, split.score(), split.deviance(),
                renamed(Forest.childWith(split), ids), renamed(Forest.childWithout(split), ids));
    }
}
