package dev.hamlet.training.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the near-duplicates of {@link Grouping#NEAR_DUPLICATES}, exactly: every pair that shares a 5-gram is compared.
 *
 * <p>An index from each 5-gram to the messages that hold it gives the size of every overlap. The time is that of reading,
 * for each message, the index of each of its 5-grams.
 */
final class NearDuplicates {

    private static final int LENGTH = 5;
    private static final Pattern WHITE_SPACE = Pattern.compile("(?U)\\s+");

    private final Map<String, List<Integer>> holders = new HashMap<>();
    private final int[] sizes;
    private final int[] parents;

    private NearDuplicates(int size) {
        sizes = new int[size];
        parents = IntStream.range(0, size).toArray();
    }

    /** For each text, the position of the first one of its group. */
    static int[] firstOfEach(List<String> texts) {
        var found = new NearDuplicates(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            found.add(i, grams(texts.get(i)));
        }
        return IntStream.range(0, texts.size()).map(found::root).toArray();
    }

    /** The set of character 5-grams of a text, which holds one at least. */
    static Set<String> grams(String text) {
        String collapsed = WHITE_SPACE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        Set<String> grams = new HashSet<>();
        for (int end = Math.min(LENGTH, collapsed.length()); end <= collapsed.length(); end++) {
            grams.add(collapsed.substring(Math.max(0, end - LENGTH), end));
        }
        return grams;
    }

    private void add(int added, Set<String> grams) {
        sizes[added] = grams.size();
        int[] common = new int[added];
        for (String gram : grams) {
            List<Integer> others = holders.computeIfAbsent(gram, key -> new ArrayList<>());
            others.forEach(other -> common[other]++);
            others.add(added);
        }
        IntStream.range(0, added).filter(other -> isSimilar(common[other], sizes[added] + sizes[other]))
                .forEach(other -> join(added, other));
    }

    /** Whether common / (sum − common), the Jaccard index, is one half or more. */
    private static boolean isSimilar(int common, int sum) {
        return 3L * common >= sum;
    }

    private void join(int one, int other) {
        int low = Math.min(root(one), root(other));
        int high = Math.max(root(one), root(other));
        parents[high] = low;
    }

    private int root(int i) {
        int root = i;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
