package dev.hamlet.handler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads the one input of the Open Inference Protocol's {@code infer}: {@value #NAME}, strings of shape {@code [n]} or {@code [n, 1]}. */
final class TextTensor {

    static final String NAME = "text";

    private final JsonBody in;
    private final List<String> texts = new ArrayList<>();
    private final List<String> shape = new ArrayList<>();
    private int inputs;

    TextTensor(JsonBody in) {
        this.in = in;
    }

    /**
     * What was read, one text at least.
     *
     * @throws ProblemException if there was another number of inputs than one
     */
    List<String> texts() throws ProblemException {
        if (inputs != 1) {
            throw PredictRequest.invalid("inputs: expected one tensor, found " + (inputs == 0 ? "none" : "more"));
        }
        return texts;
    }

    /**
     * Reads an element of {@code inputs}.
     *
     * @throws ProblemException if it is another tensor, or a text is empty or too long
     */
    void read(int index) throws IOException, ProblemException {
        inputs++;
        String where = "inputs[" + index + "]";
        var found = new LinkedHashSet<String>();
        in.object(where, name -> {
            found.add(name);
            member(name, where + "." + name);
        });
        for (String name : List.of("name", "datatype", "shape", "data")) {
            if (!found.contains(name)) {
                throw PredictRequest.invalid(where + ": expected a member " + name + ", found none");
            }
        }
        checkShape(where + ".shape");
    }

    private void member(String name, String where) throws IOException, ProblemException {
        switch (name) {
            case "name" -> expect(NAME, where);
            case "datatype" -> expect("BYTES", where);
            case "shape" -> in.array(where, i -> shape.add(in.number(where + "[" + i + "]")));
            case "data" -> in.array(where, i -> row(where + "[" + i + "]"));
            default -> in.skip();
        }
    }

    private void expect(String value, String where) throws IOException, ProblemException {
        if (!in.string(where).equals(value)) {
            throw PredictRequest.invalid(where + ": expected " + value + ", found another one");
        }
    }

    /** A text, or a row of one column. */
    private void row(String where) throws IOException, ProblemException {
        if (in.isArray()) {
            in.array(where, i -> text(where + "[" + i + "]"));
        } else {
            text(where);
        }
    }

    private void text(String where) throws IOException, ProblemException {
        PredictRequest.checkRoom(texts.size(), "inputs");
        String text = in.string(where);
        PredictRequest.check(text, where);
        texts.add(text);
    }

    private void checkShape(String where) throws ProblemException {
        String count = Integer.toString(texts.size());
        if (!shape.equals(List.of(count)) && !shape.equals(List.of(count, "1"))) {
            throw PredictRequest.invalid(where + ": expected [" + count + "] or [" + count
                    + ", 1], as many as there are data, found another one");
        }
        if (texts.isEmpty()) {
            throw PredictRequest.invalid("inputs: expected one text or more, found none");
        }
    }
}
