package dev.hamlet.handler;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values (RFC 4180): quotes hold commas, line ends and doubled quotes; empty lines are passed over. */
final class Csv {

    private static final String SPECIAL = ",\"\r\n";

    private final String text;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /**
     * The rows of a text, a header among them if it has one; no more than {@link Limits#TEXTS} and a header.
     *
     * @throws ProblemException if a quote is not closed, or something else than a comma or a line end follows it
     */
    static List<List<String>> rows(String text) throws ProblemException {
        return new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text).read();
    }

    /** A value as one field. */
    static String field(String value) {
        boolean plain = value.chars().noneMatch(character -> SPECIAL.indexOf(character) >= 0);
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    private List<List<String>> read() throws ProblemException {
        while (at < text.length()) {
            if (isLineEnd()) {
                at++;
            } else {
                PredictRequest.checkRoom(rows.size() - 1, "rows");
                row();
            }
        }
        return rows;
    }

    private void row() throws ProblemException {
        row = new ArrayList<>();
        row.add(field());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            row.add(field());
        }
        rows.add(row);
    }

    private String field() throws ProblemException {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() throws ProblemException {
        var value = new StringBuilder();
        int from = at + 1;
        do {
            int close = text.indexOf('"', at + 1);
            if (close < 0) {
                throw malformed("expected the quote to be closed, found no other");
            }
            value.append(text, from, close);
            at = close + 1;
            // a doubled quote stands for one, with which what follows begins
            from = at;
        } while (at < text.length() && text.charAt(at) == '"');
        if (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
            throw malformed("expected a comma or a line end after the quote, found something else");
        }
        return value.toString();
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private ProblemException malformed(String detail) {
        return new ProblemException(Problem.Kind.MALFORMED_BODY, "row " + (rows.size() + 1) + ": " + detail);
    }
}
