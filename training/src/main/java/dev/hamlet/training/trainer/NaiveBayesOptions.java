package dev.hamlet.training.trainer;

/**
 * Hyper-parameters of Smile's naive Bayes classifiers.
 *
 * @param model what is counted
 * @param smoothing how often each label is said to have had each feature beforehand, above 0
 */
public record NaiveBayesOptions(Model model, double smoothing) implements ClassifierOptions {

    public NaiveBayesOptions {
        Range.require(smoothing > 0 && smoothing < Double.POSITIVE_INFINITY, "smoothing above 0", smoothing);
    }

    /** What is counted. A. McCallum and K. Nigam, "A Comparison of Event Models for Naive Bayes Text Classification", 1998. */
    public enum Model {
        /** Features drawn one after the other. */
        MULTINOMIAL,
        /** Each feature present or absent. */
        BERNOULLI,
        /** As multinomial, by what the other labels have. J. Rennie et al., "Tackling the Poor Assumptions of Naive Bayes", 2003. */
        COMPLEMENT
    }
}
