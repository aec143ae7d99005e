package dev.hamlet.training.evaluation;

import dev.hamlet.training.dataset.Example;
import java.lang.Character.UnicodeScript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Divides examples by what can be seen of a message, and judges each kind by itself. */
final class Slicing {

    private static final Pattern LINK = Pattern.compile(
            "(?iU)https?://|\\bwww\\.|\\b[a-z0-9-]+\\.(?:com|net|org|info|biz|co|uk|tv|mobi|ly)\\b");
    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
    private static final int FEW = 100;
    private static final int FEW_OF_A_LABEL = 10;

    private final List<String> labels;
    private final long seed;

    Slicing(List<String> labels, long seed) {
        this.labels = labels;
        this.seed = seed;
    }

    /**
     * Slices by length, links, digits, script and source.
     *
     * @param source names the data set that an example is from
     */
    List<Slice> slices(Predictions predictions, Function<Example, String> source) {
        return ways(source).entrySet().stream().flatMap(way -> slices(way.getKey(), way.getValue(), predictions))
                .toList();
    }

    /** What the messages differ in, and the kind of a message in each. */
    static SequencedMap<String, Function<Example, String>> ways(Function<Example, String> source) {
        SequencedMap<String, Function<Example, String>> ways = new LinkedHashMap<>();
        ways.put("length", example -> length(example.text()));
        ways.put("link", example -> LINK.matcher(example.text()).find() ? "with a link" : "without");
        ways.put("digits", example -> DIGIT.matcher(example.text()).find() ? "with digits" : "without");
        ways.put("script", example -> script(example.text()));
        ways.put("source", source);
        return ways;
    }

    private Stream<Slice> slices(String by, Function<Example, String> kindOf, Predictions predictions) {
        return new TreeSet<>(predictions.examples().stream().map(kindOf).toList()).stream()
                .map(kind -> slice(by, kind, predictions.where(example -> kindOf.apply(example).equals(kind))));
    }

    private Slice slice(String by, String kind, List<Scored> scored) {
        Map<String, Interval> figures = Interval.bootstrapAll(scored, new Figures(labels)::decisions, seed);
        figures.keySet().retainAll(defined(scored));
        return new Slice(by, kind, scored.size(), count(scored, 1), isSmall(scored), figures);
    }

    /** A kind that lacks a label has no correlation, and nothing to catch or nothing to block. */
    List<String> defined(List<Scored> scored) {
        boolean all = IntStream.range(0, labels.size()).allMatch(label -> count(scored, label) > 0);
        if (labels.size() > 2) {
            return all ? List.of("mcc", "accuracy") : List.of("accuracy");
        }
        return all ? List.of("mcc", "recall", "blocked") : List.of(count(scored, 1) > 0 ? "recall" : "blocked");
    }

    boolean isSmall(List<Scored> scored) {
        return scored.size() < FEW || IntStream.range(0, labels.size())
                .anyMatch(label -> count(scored, label) < FEW_OF_A_LABEL);
    }

    private static int count(List<Scored> scored, int label) {
        return (int) scored.stream().filter(each -> each.actual() == label).count();
    }

    /** In characters (code points), of which one SMS holds 160; in an order that is also that of the names. */
    static String length(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= 40) {
            return "1–40 characters";
        }
        if (length <= 80) {
            return "41–80 characters";
        }
        return length <= 160 ? "81–160 characters" : "over 160 characters";
    }

    /** Latin if more than half of the letters are, other if not, none if there is no letter. */
    static String script(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long latin = text.codePoints()
                .filter(each -> Character.isLetter(each) && UnicodeScript.of(each) == UnicodeScript.LATIN).count();
        if (letters == 0) {
            return "none";
        }
        return 2 * latin > letters ? "Latin" : "other";
    }
}
