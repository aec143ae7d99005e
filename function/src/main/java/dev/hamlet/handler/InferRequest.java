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

    static final String LABEL = "label";
    static final String SCORE = "score";
    static final String EXPLANATION = "explanation";

    /**
     * Reads a request body. Members, and parameters, that are not known here are passed over: they are extensions.
     *
     * @throws ProblemException if it does not hold one tensor of strings named {@value TextTensor#NAME}, a text is empty or too
     *     long, or all are, to be explained
     */
    static InferRequest parse(String body) throws ProblemException {
        return new Parser(JsonBody.of(body)).request();
    }

    /** Whether the outputs asked for have the reasons among them. */
    boolean explain() {
        return outputs.contains(EXPLANATION);
    }

    private static final class Parser {

        private final JsonBody in;
        private final TextTensor tensor;
        private final Explain explain = new Explain();
        private final Set<String> outputs = new LinkedHashSet<>();
        private @Nullable String id;

        Parser(JsonBody in) {
            this.in = in;
            this.tensor = new TextTensor(in);
        }

        InferRequest request() throws ProblemException {
            in.read(this::member);
            if (outputs.isEmpty()) {
                outputs.addAll(List.of(LABEL, SCORE));
            }
            if (explain.wanted()) {
                outputs.add(EXPLANATION);
            }
            var request = new InferRequest(id, tensor.texts(), List.copyOf(outputs));
            if (request.explain()) {
                Explain.check(request.texts(), "inputs");
            }
            return request;
        }

        private void member(String name) throws IOException, ProblemException {
            switch (name) {
                case "id" -> id = in.isNull() ? in.cell() : in.string(name);
                case "parameters" -> explain.read(in, name);
                case "inputs" -> in.array(name, tensor::read);
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
            if (name.size() != 1 || !List.of(LABEL, SCORE, EXPLANATION).contains(name.getFirst())) {
                throw PredictRequest.invalid(where + ".name: expected label, score or explanation, found "
                        + (name.isEmpty() ? "none" : "another one"));
            }
            outputs.addAll(name);
        }
    }
}
