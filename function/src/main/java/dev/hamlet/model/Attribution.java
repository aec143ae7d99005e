package dev.hamlet.model;

import dev.hamlet.feature.NormalizedText;
import dev.hamlet.feature.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands the weights of a message's features to its words.
 *
 * <p>A feature counts once however often its n-gram occurs, so each occurrence gets an equal share of the weight, and
 * within an occurrence each character of a word does. Call {@link #count} for all occurrences, then {@link #share} for all again.
 */
final class Attribution {

    private final NormalizedText text;
    private final Vocabulary vocabulary;
    private final double[] weights;
    private final Map<Integer, Integer> occurrences = new HashMap<>();
    private final double[] characters;
    private double remainder;
    private int known;
    private int total;

    Attribution(NormalizedText text, Vocabulary vocabulary, double[] weights) {
        this.text = text;
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.characters = new double[text.length()];
    }

    void count(int fingerprint, int start, int end) {
        total++;
        int id = vocabulary.indexOf(fingerprint);
        if (id >= 0) {
            known++;
            occurrences.merge(id, 1, Integer::sum);
        }
    }

    void share(int fingerprint, int start, int end) {
        int id = vocabulary.indexOf(fingerprint);
        if (id < 0) {
            return;
        }
        double share = weights[id] / occurrences.getOrDefault(id, 1);
        int from = Math.max(start, 0);
        int to = Math.min(end, text.length());
        int letters = 0;
        for (int i = from; i < to; i++) {
            letters += isWord(i) ? 1 : 0;
        }
        if (letters == 0) {
            remainder += share;
            return;
        }
        for (int i = from; i < to; i++) {
            characters[i] += isWord(i) ? share / letters : 0;
        }
    }

    Explanation explain(Prediction prediction) {
        double bias = weights[weights.length - 1];
        List<Explanation.Token> tokens = tokens();
        double logit = bias + remainder;
        for (Explanation.Token token : tokens) {
            logit += token.weight();
        }
        double unseen = total == 0 ? 0 : (total - known) / (double) total;
        return new Explanation(prediction, logit, bias, tokens, remainder, unseen, List.copyOf(text.undone()));
    }

    private List<Explanation.Token> tokens() {
        List<Explanation.Token> tokens = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            if (!isWord(start)) {
                start++;
                continue;
            }
            int end = start;
            double weight = 0;
            while (end < text.length() && isWord(end)) {
                weight += characters[end++];
            }
            add(tokens, new Explanation.Token(text.origin(start), text.origin(end), weight));
            start = end;
        }
        return tokens;
    }

    /** One original character may stand for several words; together they are one token. */
    private static void add(List<Explanation.Token> tokens, Explanation.Token token) {
        if (!tokens.isEmpty() && tokens.getLast().end() <= tokens.getLast().start()) {
            Explanation.Token empty = tokens.removeLast();
            tokens.add(new Explanation.Token(empty.start(), token.end(), empty.weight() + token.weight()));
        } else {
            tokens.add(token);
        }
    }

    private boolean isWord(int index) {
        return text.charAt(index) != ' ';
    }
}
