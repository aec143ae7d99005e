package dev.hamlet.handler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the Open Inference Protocol's {@code infer} asks: one tensor of texts.
 *
 * @param id the client's name for the request, or null
 * @param texts the texts to classify, one at least, each neither blank nor too long
 * @param outputs the names of the tensors to answer with, in the order they were asked for
 */
record InferRequest(@Nullable String id, List<String> texts, List<String> outputs) {

    static final String TEXT = "text";
    static final String LABEL = "label";
    static final String SCORE = "score";

    /**
     * Reads a request body. Members, and parameters, that are not known here are passed over: they are extensions.
     *
     * @throws ProblemException if it does not hold one tensor of strings named {@value #TEXT}, or a text is empty or too long
     */
    static InferRequest parse(String body) throws ProblemException {
        return new Parser(JsonBody.of(body)).request();
    }

    private static final class Parser {

        private final JsonBody in;
        private final List<String> texts = new ArrayList<>();
        private final List<String> shape = new ArrayList<>();
        private final Set<String> outputs = new LinkedHashSet<>();
        private @Nullable String id;
        private int inputs;

        Parser(JsonBody in) {
            this.in = in;
        }

        InferRequest request() throws ProblemException {
            in.read(this::member);
            if (inputs != 1) {
                throw PredictRequest.invalid("inputs: expected one tensor, found " + (inputs == 0 ? "none" : "more"));
            }
            return new InferRequest(id, texts, outputs.isEmpty() ? List.of(LABEL, SCORE) : List.copyOf(outputs));
        }

        private void member(String name) throws IOException, ProblemException {
            switch (name) {
                case "id" -> id = in.isNull() ? in.cell() : in.string(name);
                case "inputs" -> in.array(name, this::input);
                case "outputs" -> outputs();
                default -> in.skip();
            }
        }

        private void outputs() throws IOException, ProblemException {
            if (in.isNull()) {
                in.skip();
            } else {
                in.array("outputs", this::output);
            }
        }

        private void output(int index) throws IOException, ProblemException {
            var name = new ArrayList<String>();
            String where = "outputs[" + index + "]";
            in.object(where, member -> {
                if (member.equals("name")) {
                    name.add(in.string(where + ".name"));
                } else {
                    in.skip();
                }
            });
            if (!name.equals(List.of(LABEL)) && !name.equals(List.of(SCORE))) {
                throw PredictRequest.invalid(where + ".name: expected label or score, found "
                        + (name.isEmpty() ? "none" : "another one"));
            }
            outputs.addAll(name);
        }

        private void input(int index) throws IOException, ProblemException {
            inputs++;
            String where = "inputs[" + index + "]";
            var found = new LinkedHashSet<String>();
            in.object(where, name -> {
                found.add(name);
                tensor(name, where + "." + name);
            });
            for (String name : List.of("name", "datatype", "shape", "data")) {
                if (!found.contains(name)) {
                    throw PredictRequest.invalid(where + ": expected a member " + name + ", found none");
                }
            }
            checkShape(where + ".shape");
        }

        private void tensor(String name, String where) throws IOException, ProblemException {
            switch (name) {
                case "name" -> expect(TEXT, where);
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
}
