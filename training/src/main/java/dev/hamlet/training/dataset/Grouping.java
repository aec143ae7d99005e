package dev.hamlet.training.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Which messages stay on one side when a data set is divided. */
public enum Grouping {

    /** Messages with the same text, to the letter. */
    SAME_TEXTS,

    /** Repeats: messages with the same {@link DuplicateKey}. */
    REPEATS,

    /**
     * Near-duplicates: messages whose sets of character 5-grams have a Jaccard index of one half or more, those that are
     * such to one of these, and so on. The 5-grams are those of the text in lower case, each stretch of white space being
     * one space and none at the ends; a shorter text is its own only one.
     */
    NEAR_DUPLICATES;

    /** The positions of the messages that stay together, group by group, in the order of their first messages. */
    public List<List<Integer>> groups(Dataset dataset) {
        List<String> texts = dataset.examples().stream().map(Example::text).toList();
        return switch (this) {
            case SAME_TEXTS -> groups(texts.size(), texts::get);
            case REPEATS -> groups(texts.size(), i -> DuplicateKey.of(texts.get(i)));
            case NEAR_DUPLICATES -> {
                int[] first = NearDuplicates.firstOfEach(texts);
                yield groups(texts.size(), i -> first[i]);
            }
        };
    }

    private static List<List<Integer>> groups(int size, IntFunction<Object> keyOf) {
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            groups.computeIfAbsent(keyOf.apply(i), key -> new ArrayList<>()).add(i);
        }
        return List.copyOf(groups.values());
    }
}
