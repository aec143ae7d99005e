package dev.hamlet.training.evaluation;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Appends 15 words that are typical of a label, or as many as there are.
 *
 * @param words what to draw from, most typical first
 */
record GoodWords(List<String> words) implements Disguise {

    private static final int APPENDED = 15;
    private static final int POOL = 100;
    private static final int MIN_MESSAGES = 5;
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’]+");

    GoodWords {
        words = List.copyOf(words);
    }

    /**
     * The 100 words with the highest log-odds of standing in a message of {@code label} against one of another (half a message added
     * to each count), of those that stand in at least five messages and speak for the label.
     */
    static GoodWords of(Dataset train, String label) {
        var typical = new Counter();
        var others = new Counter();
        train.examples().forEach(each -> (each.label().equals(label) ? typical : others).add(each));
        Map<String, Double> logOdds = new HashMap<>();
        typical.messages.forEach((word, count) -> {
            double odds = typical.logOdds(word) - others.logOdds(word);
            if (count + others.count(word) >= MIN_MESSAGES && odds > 0) {
                logOdds.put(word, odds);
            }
        });
        return new GoodWords(logOdds.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(POOL).map(Map.Entry::getKey).toList());
    }

    @Override
    public String name() {
        return "GOOD_WORDS";
    }

    @Override
    public String apply(String text, Random random) {
        List<String> drawn = new ArrayList<>(words);
        Collections.shuffle(drawn, random);
        return text + ' ' + String.join(" ", drawn.subList(0, Math.min(APPENDED, drawn.size())));
    }

    /** In how many messages each word stands. */
    private static final class Counter {

        private final Map<String, Integer> messages = new HashMap<>();
        private int total;

        void add(Example example) {
            total++;
            new TreeSet<>(WORD.matcher(example.text().toLowerCase(Locale.ROOT)).results().map(MatchResult::group)
                    .toList()).forEach(word -> messages.merge(word, 1, Integer::sum));
        }

        int count(String word) {
            return messages.getOrDefault(word, 0);
        }

        double logOdds(String word) {
            return Math.log((count(word) + 0.5) / (total - count(word) + 0.5));
        }
    }
}
