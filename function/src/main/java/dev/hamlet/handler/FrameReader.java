package dev.hamlet.handler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a column of texts in each of the shapes that MLflow's scoring server takes. */
final class FrameReader {

    private final JsonBody in;

    FrameReader(JsonBody in) {
        this.in = in;
    }

    /** {@code {"columns":[…],"data":[[…]]}}. */
    List<String> split(String where) throws IOException, ProblemException {
        List<String> columns = new ArrayList<>();
        List<List<@Nullable String>> rows = new ArrayList<>();
        in.object(where, name -> {
            switch (name) {
                case "columns" -> in.array(where + ".columns", _ -> columns.add(String.valueOf(in.cell())));
                case "data" -> in.array(where + ".data", i -> rows.add(cells(where + ".data[" + i + "]", i)));
                default -> in.skip();
            }
        });
        return new Table(columns, rows).texts();
    }

    /** Rows, columns by name, or one text. */
    List<String> any(String where) throws IOException, ProblemException {
        if (in.isObject()) {
            return columns(where);
        }
        return in.isArray() ? rows(where) : List.of(checked(in.cell(), where));
    }

    /** An array of texts, of rows with one cell, or of records. */
    List<String> rows(String where) throws IOException, ProblemException {
        return checked(column(where), where);
    }

    /** Columns by name, each an array. */
    private List<String> columns(String where) throws IOException, ProblemException {
        var found = new TextMember<List<@Nullable String>>(List.of());
        in.object(where, name -> found.add(name,
                in.isArray() ? column(where + "." + name) : Collections.singletonList(in.cell())));
        return checked(found.text(), where);
    }

    private List<@Nullable String> column(String where) throws IOException, ProblemException {
        List<@Nullable String> cells = new ArrayList<>();
        in.array(where, i -> {
            PredictRequest.checkRoom(i, where);
            String row = where + "[" + i + "]";
            cells.add(in.isObject() ? record(row) : in.isArray() ? single(row) : in.cell());
        });
        return cells;
    }

    private @Nullable String record(String where) throws IOException, ProblemException {
        var found = new TextMember<@Nullable String>(null);
        in.object(where, name -> found.add(name, in.cell()));
        return found.text();
    }

    private @Nullable String single(String where) throws IOException, ProblemException {
        List<@Nullable String> cells = cells(where, 0);
        return cells.size() == 1 ? cells.getFirst() : null;
    }

    private List<@Nullable String> cells(String where, int index) throws IOException, ProblemException {
        PredictRequest.checkRoom(index, "rows");
        List<@Nullable String> cells = new ArrayList<>();
        in.array(where, _ -> cells.add(in.cell()));
        return cells;
    }

    private static List<String> checked(List<@Nullable String> cells, String where) throws ProblemException {
        List<String> texts = new ArrayList<>();
        for (String cell : cells) {
            texts.add(checked(cell, where + "[" + texts.size() + "]"));
        }
        return texts;
    }

    private static String checked(@Nullable String text, String where) throws ProblemException {
        if (text == null) {
            throw PredictRequest.invalid(where + ": expected a string, found something else");
        }
        PredictRequest.check(text, where);
        return text;
    }
}
