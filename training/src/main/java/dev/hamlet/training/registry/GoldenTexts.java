package dev.hamlet.training.registry;

import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Texts that cover the feature space, written for the purpose; with the answers that training saw they let the function's
 * tests prove that what was evaluated is what is served.
 */
final class GoldenTexts {

    private static final String RESOURCE = "/golden-texts.txt";

    private GoldenTexts() {}

    /** The lines of {@code golden.tsv}: label, score and text, the text with its escapes ({@code \t \n \r \\}). */
    static String answeredBy(Model model) throws IOException {
        var lines = new StringBuilder("label\tscore\ttext\n");
        for (String escaped : escapedTexts()) {
            Prediction prediction = model.predict(unescape(escaped));
            lines.append(prediction.label()).append('\t').append(prediction.score()).append('\t').append(escaped)
                    .append('\n');
        }
        return lines.toString();
    }

    private static List<String> escapedTexts() throws IOException {
        try (InputStream in = GoldenTexts.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("expected the texts at " + RESOURCE + " in the jar, found none");
            }
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().filter(line -> !line.isEmpty() && !line.startsWith("# ")).toList();
        }
    }

    private static String unescape(String escaped) {
        var text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            text.append(c == '\\' ? escaped(escaped.charAt(++i)) : c);
        }
        return text.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '\\' -> '\\';
            default ->
                throw new IllegalStateException("expected \\t, \\n, \\r or \\\\ in " + RESOURCE + ", found \\" + c);
        };
    }
}
