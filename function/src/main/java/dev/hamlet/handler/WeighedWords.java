package dev.hamlet.handler;

import dev.hamlet.model.Explanation;
import dev.hamlet.model.Explanation.Token;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of an explained message: marked in its text, and the weightiest listed. */
final class WeighedWords {

    private static final int LISTED = 8;
    /** Weights below show as 0.00. */
    private static final double LEAST_LISTED = 0.005;
    /** A message without any heavier word gets no strong mark. */
    private static final double LEAST_STRONGEST = 1;

    private static final Template MARK = new Template("""
            <mark class="{{side}} w{{level}}" title="{{weight}} {{speaks}}">{{word}}</mark>""");
    private static final Template ROW = new Template("""
            <tr><th scope="row"><bdi>{{word}}</bdi></th><td><bdi>{{speaks}}</bdi></td>\
            <td><div class="weight"><span>{{weight}}</span><svg class="bar" aria-hidden="true">\
            <rect class="{{side}}" x="{{x}}%" width="{{width}}%" height="100%"/></svg></div></td></tr>
            """);

    private final String message;
    private final List<Token> tokens;
    private final String predicted;
    private final Sides sides;

    WeighedWords(String message, Explanation explanation, Sides sides) {
        this.message = message;
        this.tokens = explanation.tokens();
        this.predicted = explanation.prediction().label();
        this.sides = sides;
    }

    /** The message, each word of some weight marked with its side and one of four strengths. */
    Html marked() {
        double strongest = tokens.stream().mapToDouble(token -> Math.abs(token.weight())).max().orElse(0);
        var out = new StringBuilder();
        int end = 0;
        for (Token token : tokens) {
            int level = level(token.weight(), strongest);
            if (level > 0) {
                out.append(Html.text(message.substring(end, token.start())).markup());
                out.append(mark(token, level).markup());
                end = token.end();
            }
        }
        return new Html(out.append(Html.text(message.substring(end)).markup()).toString());
    }

    private Html mark(Token token, int level) {
        double weight = token.weight();
        return MARK.fill(Map.of("side", Sides.of(weight), "level", level, "weight", Decimals.signed(weight), "speaks",
                sides.speaks(weight, predicted), "word", message.substring(token.start(), token.end())));
    }

    private static int level(double weight, double strongest) {
        double ratio = Math.abs(weight) / Math.max(strongest, LEAST_STRONGEST);
        return ratio < 0.08 ? 0 : Math.min(4, 1 + (int) (ratio * 4));
    }

    /** Rows of a table: the heaviest words first, a repeated one once with the sum of its weights. */
    Html rows() {
        var words = new LinkedHashMap<String, Double>();
        tokens.forEach(token -> words.merge(message.substring(token.start(), token.end()), token.weight(),
                Double::sum));
        List<Map.Entry<String, Double>> top = words.entrySet().stream()
                .sorted(Comparator.comparingDouble(word -> -Math.abs(word.getValue()))).limit(LISTED)
                .filter(word -> Math.abs(word.getValue()) >= LEAST_LISTED).toList();
        var out = new StringBuilder();
        for (Map.Entry<String, Double> word : top) {
            out.append(row(word.getKey(), word.getValue(), Math.abs(top.getFirst().getValue())).markup());
        }
        return new Html(out.toString());
    }

    private Html row(String word, double weight, double strongest) {
        double width = Math.abs(weight) / strongest * 50;
        return ROW.fill(Map.of("word", word, "speaks", sides.speaks(weight, predicted), "weight",
                Decimals.signed(weight), "side", Sides.of(weight), "x",
                Decimals.fixed(weight < 0 ? 50 - width : 50, 2), "width", Decimals.fixed(width, 2)));
    }
}
