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

    /** The texts of a file of answers. */
    static List<String> texts(String golden) {
        return golden.lines().skip(1).map(line -> unescape(line.substring(line.lastIndexOf('\t') + 1))).toList();
    }

    /**
     * Finds out that a file of answers is a model's.
     *
     * @throws IOException if the model answers otherwise, or this is no such file; it names the line
     */
    static void requireAnswersOf(Model model, String golden, String where) throws IOException {
        List<String> texts = texts(golden);
        List<String> lines = golden.lines().skip(1).toList();
        for (int i = 0; i < texts.size(); i++) {
            Prediction prediction = model.predict(texts.get(i));
            if (!lines.get(i).startsWith(prediction.label() + '\t' + prediction.score() + '\t')) {
                throw new IOException("%s:%d: expected the answer of model %s, found another".formatted(where, i + 2,
                        model.version()));
            }
        }
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
