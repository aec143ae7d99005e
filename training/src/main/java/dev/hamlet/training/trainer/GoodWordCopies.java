package dev.hamlet.training.trainer;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.evaluation.Disguise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Some of the positive messages once more, with words appended that are typical of the other label, so that a model learns that such
 * words excuse nothing (adversarial training: I. Goodfellow et al., "Explaining and Harnessing Adversarial Examples", ICLR 2015).
 *
 * @param labels the labels; with more than two there are no copies
 * @param share how many copies there are for each positive message, in [0, 1]
 * @param seed decides which messages are copied, and which words they get
 */
record GoodWordCopies(List<String> labels, double share, long seed) {

    /** The copies of messages of a training part, with words of that part. */
    List<Example> of(Dataset train) {
        if (share == 0 || labels.size() > 2) {
            return List.of();
        }
        var random = new Random(seed);
        List<Example> positives = new ArrayList<>(
                train.examples().stream().filter(each -> each.label().equals(labels.get(1))).toList());
        Collections.shuffle(positives, random);
        Disguise goodWords = Disguise.goodWords(train, labels.getFirst());
        return positives.stream().limit(Math.round(share * positives.size()))
                .map(each -> new Example(each.id(), each.label(), goodWords.apply(each.text(), random))).toList();
    }
}
