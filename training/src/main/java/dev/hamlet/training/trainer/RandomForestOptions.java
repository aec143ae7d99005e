package dev.hamlet.training.trainer;

import dev.hamlet.model.Forest;

/**
 * Hyper-parameters of a random forest of Smile's decision trees. At each split as many features are tried as the square root of all.
 *
 * @param trees the number of trees, at least 1
 * @param maxDepth the most splits from a root to a leaf, from 2
 * @param minLeaf the fewest training messages in a leaf, at least 1
 */
public record RandomForestOptions(int trees, int maxDepth, int minLeaf) implements ClassifierOptions {

    /** Smile may split once more than it was told. */
    private static final int MAX_DEPTH = Forest.MAX_DEPTH - 1;

    public RandomForestOptions {
        Range.require(trees >= 1 && trees <= 0xFFFF, "trees from 1 to 65535", trees);
        Range.require(maxDepth >= 2 && maxDepth <= MAX_DEPTH, "max_depth from 2 to " + MAX_DEPTH, maxDepth);
        Range.require(minLeaf >= 1, "min_leaf of at least 1", minLeaf);
    }
}
