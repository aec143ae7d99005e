package dev.hamlet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A text of {@code golden.tsv} with what training saw of it.
 *
 * @param label the label
 * @param score the score
 * @param text the text
 */
public record Golden(String label, double score, String text) {

    static final String HEADER = "label\tscore\ttext";

    /** All of them, in the file's order. */
    public static List<Golden> read() throws IOException {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream("/golden.tsv"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            if (!HEADER.equals(header)) {
                throw new IOException("expected the header " + HEADER + ", found " + header);
            }
            return lines.lines().map(Golden::parsed).toList();
        }
    }

    private static Golden parsed(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 3) {
            throw new IllegalArgumentException("expected 3 cells, found " + cells.length);
        }
        return new Golden(cells[0], Double.parseDouble(cells[1]), unescaped(cells[2]));
    }

    private static String unescaped(String cell) {
        var text = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            text.append(c == '\\' ? special(cell.charAt(++i)) : c);
        }
        return text.toString();
    }

    private static char special(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("expected \\t, \\n, \\r or \\\\, found \\" + escaped);
        };
    }

    /** Whether it fits in a line of its own, as {@code classify} reads it. */
    boolean isLine() {
        return text.indexOf('\n') < 0 && !text.endsWith("\r");
    }
}
