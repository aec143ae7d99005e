package dev.hamlet.handler;

import dev.hamlet.feature.Obfuscation;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Metadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the page shows of one explained message: the values of the verdict's slots. {@code page.js} shows the same. */
final class Verdict {

    private static final Template ANSWER = new Template(
            "<bdi class=\"label {{side}}\">{{label}}</bdi> <span>with a probability of {{probability}}</span>");
    private static final Template TICK = new Template("""
            <line x1="{{at}}%" x2="{{at}}%" y1="0" y2="20"/>""");
    private static final Template RULE = new Template(" From {{threshold}} on, marked above, a message is {{label}}.");

    private final Metadata metadata;
    private final String version;
    private final Sides sides;

    Verdict(Metadata metadata, String version) {
        this.metadata = metadata;
        this.version = version;
        this.sides = new Sides(metadata);
    }

    /** The slots before there is a message. */
    Map<String, Object> awaited() {
        var slots = new HashMap<String, Object>(threshold());
        slots.put("answer", new Html("<i>[Enter a message.]</i>"));
        slots.put("hidden", new Html(" hidden"));
        slots.put("empty", new Html(" hidden"));
        slots.put("plain", new Html(" hidden"));
        for (String slot : new String[]{"side", "reading", "text", "pro", "con", "balance", "unseen", "undone",
            "rows", "by"}) {
            slots.put(slot, Html.NONE);
        }
        slots.put("width", "0");
        return slots;
    }

    /** The slots that show {@code explanation} of {@code message}. */
    Map<String, Object> of(String message, Explanation explanation) {
        var slots = new HashMap<String, Object>(threshold());
        String label = explanation.prediction().label();
        double score = explanation.prediction().score();
        var words = new WeighedWords(message, explanation, sides);
        Html rows = words.rows();
        slots.put("hidden", Html.NONE);
        slots.put("empty", rows.equals(Html.NONE) ? new Html(" hidden") : Html.NONE);
        slots.put("answer", answer(label, score));
        slots.put("side", sides.of(label));
        slots.put("width", Decimals.fixed(score * 100, 2));
        slots.put("reading", "Probability of " + sides.scored(label) + ": " + Decimals.score(score) + ".");
        slots.put("text", words.marked());
        slots.put("pro", sides.speaks(1, label));
        slots.put("con", sides.speaks(-1, label));
        slots.put("balance", balance(explanation));
        slots.put("unseen", unseen(explanation.unseen()));
        slots.put("rows", rows);
        slots.put("by", "Answered by the server, model " + version + ".");
        slots.put("plain", explanation.undone().isEmpty() ? new Html(" hidden") : Html.NONE);
        slots.put("undone", undone(explanation.undone()));
        return slots;
    }

    private Html answer(String label, double score) {
        String side = sides.of(label);
        double probability = side.equals(Sides.NEGATIVE) ? 1 - score : score;
        return ANSWER.fill(Map.of("label", label, "side", side, "probability", Decimals.percent(probability)));
    }

    private Map<String, Html> threshold() {
        if (!metadata.binary()) {
            return Map.of("tick", Html.NONE, "rule", Html.NONE);
        }
        double threshold = metadata.threshold();
        return Map.of("tick", TICK.fill(Map.of("at", Decimals.fixed(threshold * 100, 2))), "rule",
                RULE.fill(Map.of("threshold", Decimals.shortest(threshold, 4), "label", sides.scored(""))));
    }

    /** Where the sum of weights begins and ends: rare labels stay behind until words speak for them. */
    private String balance(Explanation explanation) {
        double start = explanation.bias() + explanation.remainder();
        return "Before any word the balance stands at " + Decimals.signed(start) + ", "
                + sides.speaks(start, explanation.prediction().label()) + "; the words bring it to "
                + Decimals.signed(explanation.logit()) + ".";
    }

    private static String undone(List<Obfuscation> undone) {
        return undone.isEmpty()
                ? ""
                : undone.stream().map(Verdict::reading).collect(Collectors.joining("; ", "Written to mislead: ", "."));
    }

    /** How the message was read in spite of it. */
    static String reading(Obfuscation obfuscation) {
        return switch (obfuscation) {
            case HIDDEN_CHARACTERS -> "hidden characters were left out";
            case STYLED_LETTERS -> "letters of another style were read as plain ones";
            case MARKS -> "marks drawn over letters were taken off";
            case LOOK_ALIKES -> "letters of other scripts were read as Latin ones";
            case SPACED_LETTERS -> "letters with spaces between them were read as words";
            case LEETSPEAK -> "digits and signs were read as letters";
        };
    }

    private static String unseen(double share) {
        return share < 0.0005
                ? ""
                : "Of the message\u2019s letter and word sequences (n-grams), " + Decimals.percent(share)
                        + " are no feature of the model.";
    }
}
