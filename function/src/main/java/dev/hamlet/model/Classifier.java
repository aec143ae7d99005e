package dev.hamlet.model;

/**
 * Features → probabilities: what a model file holds besides its vocabulary. Immutable and thread-safe.
 *
 * <p>A message is the ids of its features, each once, in [0, {@link #dimension()}); none at all is a message, too.
 */
public sealed interface Classifier permits LogLinear, Forest {

    /** The number of feature ids. */
    int dimension();

    /** The number of labels, at least 2. */
    int labelCount();

    /**
     * The natural logarithm of each label's probability, up to a constant that all labels share; always finite.
     *
     * @return {@link #labelCount()} values
     */
    double[] logits(int[] ids);

    /**
     * Computes each label's probability.
     *
     * @param ids the message's ids, and whatever else the array has room for
     * @param count how many of them are the message's
     * @param probabilities {@link #labelCount()} values to overwrite
     * @return the index of the most probable label, the first of several
     */
    int predict(int[] ids, int count, double[] probabilities);

    /**
     * The parts of a message's decision value, as {@link Explanation#logit} defines it.
     *
     * @param label the label that was predicted
     * @return a part for each feature id, and what no feature brings last; the parts of {@code ids} and the last add up
     */
    double[] attribution(int[] ids, int label);
}
