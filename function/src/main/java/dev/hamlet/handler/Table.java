package dev.hamlet.handler;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of cells under named columns. The column named {@value #TEXT} holds the texts, or else the only one.
 *
 * @param columns the columns' names; empty if they have none
 * @param rows the cells; null where a cell is no string
 */
record Table(List<String> columns, List<? extends List<? extends @Nullable String>> rows) {

    static final String TEXT = "text";

    /**
     * The texts to classify.
     *
     * @throws ProblemException if there is no such column, or a row's cell there is missing, blank or too long
     */
    List<String> texts() throws ProblemException {
        if (rows.isEmpty()) {
            throw PredictRequest.invalid("expected one row or more, found none");
        }
        int width = columns.isEmpty() ? rows.getFirst().size() : columns.size();
        int column = Math.max(0, columns.indexOf(TEXT));
        if (width != 1 && !columns.contains(TEXT)) {
            throw noColumn();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            PredictRequest.checkRoom(i, "rows");
            texts.add(text("rows[" + i + "]", rows.get(i), width, column));
        }
        return texts;
    }

    private static String text(String where, List<? extends @Nullable String> row, int width, int column)
            throws ProblemException {
        if (row.size() != width) {
            throw PredictRequest.invalid(where + ": expected " + width + " cells, found " + row.size());
        }
        @Nullable
        String text = row.get(column);
        if (text == null) {
            throw PredictRequest.invalid(where + ": expected a string, found something else");
        }
        PredictRequest.check(text, where);
        return text;
    }

    /** The problem of data in which nothing says where the texts are. */
    static ProblemException noColumn() {
        return PredictRequest.invalid("expected a column " + TEXT + ", or only one, found others");
    }
}
