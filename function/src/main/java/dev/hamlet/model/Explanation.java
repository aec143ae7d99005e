package dev.hamlet.model;

import dev.hamlet.feature.Obfuscation;
import java.util.List;

/**
 * Why the model says so: the parts of its decision value, which add up to it.
 *
 * <p>{@code bias + remainder + Σ tokens.weight = logit}, up to rounding. With two labels the logit is that of the positive one, so
 * that a positive weight speaks for it. With more it is how far the predicted label's decision value lies above the mean of all.
 * A linear model's parts are its weights; {@link Forest#attribution} says what a forest's are.
 *
 * @param prediction what is explained
 * @param logit the decision value, in natural-log units; the score's log-odds when there are two labels
 * @param bias the part that no word brings
 * @param tokens the words of the message in order, each with its part
 * @param remainder the part of features that touch no word
 * @param unseen the share, in [0, 1], of the message's features that the model does not know; 0 for a message without any
 * @param undone what was undone before the message was read, in the order of the constants
 */
public record Explanation(Prediction prediction, double logit, double bias, List<Token> tokens, double remainder,
        double unseen, List<Obfuscation> undone) {

    public Explanation {
        tokens = List.copyOf(tokens);
        undone = List.copyOf(undone);
    }

    /**
     * One word: a run without white space.
     *
     * @param start the UTF-16 index in the message at which it begins
     * @param end the index after its last character
     * @param weight its part of the logit
     */
    public record Token(int start, int end, double weight) {}
}
