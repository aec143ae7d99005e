package dev.hamlet.handler;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What MLflow's scoring server is asked in JSON: {@code dataframe_split}, {@code dataframe_records}, {@code inputs} or
 * {@code instances}, and {@code params}. Other members are passed over, as there.
 *
 * @param texts the texts to classify, one at least, each neither blank nor too long
 * @param explain whether to say why: {@code "params":{"explain":true}}
 */
record FrameRequest(List<String> texts, boolean explain) {

    /**
     * Reads a request body.
     *
     * @throws ProblemException if it does not hold exactly one of the four, or that no column of texts
     */
    static FrameRequest parse(String body) throws ProblemException {
        return new Parser(JsonBody.of(body)).request();
    }

    private static final class Parser {

        private final JsonBody in;
        private final FrameReader frames;
        private final Explain explain = new Explain();
        private @Nullable List<String> texts;

        Parser(JsonBody in) {
            this.in = in;
            this.frames = new FrameReader(in);
        }

        FrameRequest request() throws ProblemException {
            in.read(this::member);
            if (texts == null) {
                throw expected("none");
            }
            if (texts.isEmpty()) {
                throw PredictRequest.invalid("expected one row or more, found none");
            }
            if (explain.wanted()) {
                Explain.check(texts, "rows");
            }
            return new FrameRequest(texts, explain.wanted());
        }

        private void member(String name) throws IOException, ProblemException {
            switch (name) {
                case "dataframe_split" -> only(frames.split(name));
                case "dataframe_records" -> only(frames.rows(name));
                case "inputs", "instances" -> only(frames.any(name));
                case "params" -> explain.read(in, name);
                default -> in.skip();
            }
        }

        private void only(List<String> read) throws ProblemException {
            if (texts != null) {
                throw expected("more");
            }
            texts = read;
        }

        private static ProblemException expected(String found) {
            return PredictRequest.invalid(
                    "expected one of the members dataframe_split, dataframe_records, inputs and instances, found "
                            + found);
        }
    }
}
