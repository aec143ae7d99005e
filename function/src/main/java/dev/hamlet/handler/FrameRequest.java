package dev.hamlet.handler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that MLflow's scoring server takes: {@code dataframe_split}, {@code dataframe_records}, {@code inputs} or
 * {@code instances}. Other members, {@code params} among them, are passed over, as there.
 */
final class FrameRequest {

    private final JsonBody in;
    private @Nullable List<String> texts;

    private FrameRequest(JsonBody in) {
        this.in = in;
    }

    /**
     * The texts of a body, one at least, each neither blank nor too long.
     *
     * @throws ProblemException if it does not hold exactly one of the four, or that no column of texts
     */
    static List<String> texts(String body) throws ProblemException {
        var request = new FrameRequest(JsonBody.of(body));
        request.in.read(request::member);
        if (request.texts == null) {
            throw expected("none");
        }
        if (request.texts.isEmpty()) {
            throw PredictRequest.invalid("expected one row or more, found none");
        }
        return request.texts;
    }

    private static ProblemException expected(String found) {
        return PredictRequest.invalid(
                "expected one of the members dataframe_split, dataframe_records, inputs and instances, found " + found);
    }

    private void member(String name) throws IOException, ProblemException {
        switch (name) {
            case "dataframe_split" -> only(split(name));
            case "dataframe_records" -> only(rows(name));
            case "inputs", "instances" -> only(in.isObject() ? columns(name) : in.isArray() ? rows(name) : one(name));
            default -> in.skip();
        }
    }

    private void only(List<String> read) throws ProblemException {
        if (texts != null) {
            throw expected("more");
        }
        texts = read;
    }

    private List<String> split(String where) throws IOException, ProblemException {
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

    private List<@Nullable String> cells(String where, int index) throws IOException, ProblemException {
        PredictRequest.checkRoom(index, "rows");
        List<@Nullable String> cells = new ArrayList<>();
        in.array(where, _ -> cells.add(in.cell()));
        return cells;
    }

    /** An array of texts, of rows with one cell, or of records. */
    private List<String> rows(String where) throws IOException, ProblemException {
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

    private List<String> one(String where) throws IOException, ProblemException {
        return List.of(checked(in.cell(), where));
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
