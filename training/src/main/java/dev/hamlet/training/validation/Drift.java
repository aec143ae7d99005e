package dev.hamlet.training.validation;

import dev.hamlet.training.dataset.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import smile.math.MathEx;
import smile.stat.hypothesis.ChiSqTest;
import smile.stat.hypothesis.KSTest;

/** How far a data set is from the one before it. */
final class Drift {

    /** What is counted besides, so that no share is 0, of which there is no logarithm. */
    private static final double BESIDES = 0.5;
    /** Few enough that a sample of some hundred messages has them in nearly the shares of the whole. */
    private static final int COMPARED = 200;

    private final Profile before;
    private final Profile now;
    private final WordCounts words;

    Drift(Profile before, Dataset dataset) {
        this.before = before;
        words = WordCounts.of(dataset);
        now = Profile.of(dataset, words);
    }

    List<Finding> findings(CheckOptions options) {
        double unseen = words.shareOutside(before.words().keySet());
        return List.of(
                ofTest("label_drift", options.labelDrift(), options.significance(), labelStability(),
                        labelTest(), "as the population stability index of the labels"),
                ofTest("length_drift", options.lengthDrift(), options.significance(), lengthTest().d(),
                        lengthTest().pvalue(), "as the Kolmogorov–Smirnov distance of the lengths"),
                Finding.of("word_drift", options.wordDrift(), wordDivergence(),
                        "bits as the Jensen–Shannon divergence of the words"),
                Finding.of("unseen_words", options.unseenWords(), unseen - before.rareShare(),
                        "as the share of words that the reference does not know, %s, less its own, %s".formatted(
                                four(unseen), four(before.rareShare()))));
    }

    private static Finding ofTest(String check, Bound bound, double significance, double value, double p, String what) {
        Verdict verdict = p < significance ? bound.verdict(value) : Verdict.OK;
        return new Finding(check, verdict, "%s, p = %s".formatted(what, four(p)), value, bound.toString(), List.of());
    }

    /**
     * Σ (q − p) ln(q / p) over the shares of each label before and now: B. Yurdakul, Statistical Properties of Population
     * Stability Index, 2018. By custom, up to 0.1 is little and above 0.25 much.
     */
    private double labelStability() {
        List<String> labels = labels();
        double stability = 0;
        for (String label : labels) {
            double p = share(before, label, labels.size());
            double q = share(now, label, labels.size());
            stability += (q - p) * Math.log(q / p);
        }
        return stability;
    }

    private static double share(Profile profile, String label, int labels) {
        return (profile.labels().getOrDefault(label, 0) + BESIDES) / (profile.messages() + BESIDES * labels);
    }

    private List<String> labels() {
        var labels = new TreeSet<>(before.labels().keySet());
        labels.addAll(now.labels().keySet());
        return List.copyOf(labels);
    }

    /** Pearson's test that both have the labels in the same shares; of two labels, with Yates's correction. */
    private double labelTest() {
        List<String> labels = labels();
        int[][] table = {counts(before, labels), counts(now, labels)};
        return labels.size() < 2 ? 1 : ChiSqTest.test(table).pvalue();
    }

    private static int[] counts(Profile profile, List<String> labels) {
        return labels.stream().mapToInt(label -> profile.labels().getOrDefault(label, 0)).toArray();
    }

    private KSTest lengthTest() {
        return KSTest.test(lengths(before), lengths(now));
    }

    private static double[] lengths(Profile profile) {
        double[] lengths = new double[profile.messages()];
        int from = 0;
        for (Map.Entry<Integer, Integer> length : profile.lengths().entrySet()) {
            Arrays.fill(lengths, from, from + length.getValue(), length.getKey());
            from += length.getValue();
        }
        return lengths;
    }

    /**
     * J. Lin, Divergence Measures Based on the Shannon Entropy, IEEE Transactions on Information Theory 37, 1991: from 0 to 1 bit. Of the
     * {@value #COMPARED} words that most messages had before, each counted once a message; all others are as one word.
     */
    private double wordDivergence() {
        List<String> compared = before.words().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COMPARED).map(Map.Entry::getKey).toList();
        return MathEx.JensenShannonDivergence(distribution(before.words(), before.allWords(), compared),
                distribution(words.messages(), words.total(), compared)) / Math.log(2);
    }

    private static double[] distribution(Map<String, Integer> counts, long total, List<String> compared) {
        double[] shares = new double[compared.size() + 1];
        double others = total;
        for (int i = 0; i < compared.size(); i++) {
            int count = counts.getOrDefault(compared.get(i), 0);
            shares[i] = count / (double) Math.max(1, total);
            others -= count;
        }
        shares[compared.size()] = others / Math.max(1, total);
        return shares;
    }

    private static String four(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }
}
