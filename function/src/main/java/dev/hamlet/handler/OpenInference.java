package dev.hamlet.handler;

import com.google.gson.stream.JsonWriter;
import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>, version 2, over HTTP: what KServe,
 * Triton, MLServer and their clients speak. Thread-safe.
 */
final class OpenInference {

    static final String NAME = "hamlet";
    /** That of the project, as in the POM. */
    static final String VERSION = "0.1.0";

    private final Model model;

    OpenInference(Model model) {
        this.model = model;
    }

    static Answer server() {
        return json(json -> {
            json.name("name").value(NAME);
            json.name("version").value(VERSION);
            json.name("extensions").beginArray().endArray();
        });
    }

    static Answer live() {
        return json(json -> json.name("live").value(true));
    }

    /** Whoever answers has a model. The protocol's text calls this member {@code live}, its servers {@code ready}. */
    static Answer ready() {
        return json(json -> json.name("live").value(true).name("ready").value(true));
    }

    /** A problem as the protocol's body. */
    static Answer error(Problem problem) {
        Answer body = json(json -> json.name("error").value(problem.detail()));
        return new Answer(problem.kind().status(), body.headers(), body.body());
    }

    Answer modelReady(Request request) throws ProblemException {
        expectModel(request);
        return json(json -> json.name("name").value(NAME).name("ready").value(true));
    }

    Answer metadata(Request request) throws ProblemException {
        expectModel(request);
        return json(json -> {
            json.name("name").value(NAME);
            json.name("versions").beginArray().value(model.version()).endArray();
            json.name("platform").value("smile_hamlet");
            json.name("inputs").beginArray();
            tensor(json, InferRequest.TEXT, "BYTES", -1).endObject();
            json.endArray();
            json.name("outputs").beginArray();
            tensor(json, InferRequest.LABEL, "BYTES", -1).endObject();
            tensor(json, InferRequest.SCORE, "FP64", -1).endObject();
            json.endArray();
        });
    }

    Answer infer(Request request, RequestLog log) throws ProblemException {
        expectModel(request);
        InferRequest asked = InferRequest.parse(request.body());
        List<Prediction> predictions = new ArrayList<>();
        for (String text : asked.texts()) {
            Prediction prediction = model.predict(text);
            log.predicted(text, prediction);
            predictions.add(prediction);
        }
        return json(json -> write(json, asked, predictions));
    }

    private void write(JsonWriter json, InferRequest asked, List<Prediction> predictions) throws IOException {
        json.name("model_name").value(NAME);
        json.name("model_version").value(model.version());
        if (asked.id() != null) {
            json.name("id").value(asked.id());
        }
        json.name("outputs").beginArray();
        for (String output : asked.outputs()) {
            boolean label = output.equals(InferRequest.LABEL);
            tensor(json, output, label ? "BYTES" : "FP64", predictions.size());
            json.name("data").beginArray();
            for (Prediction prediction : predictions) {
                var _ = label ? json.value(prediction.label()) : json.value(prediction.score());
            }
            json.endArray();
            json.endObject();
        }
        json.endArray();
    }

    /** Begins a tensor's object; −1 stands for any number. */
    private static JsonWriter tensor(JsonWriter json, String name, String datatype, int size) throws IOException {
        json.beginObject();
        json.name("name").value(name);
        json.name("datatype").value(datatype);
        return json.name("shape").beginArray().value(size).endArray();
    }

    /** The steps of the path are {@code /v2/models/NAME} or {@code /v2/models/NAME/versions/VERSION}, and what follows. */
    private void expectModel(Request request) throws ProblemException {
        String[] steps = request.path().split("/", -1);
        if (!steps[3].equals(NAME)) {
            throw new ProblemException(Problem.Kind.NOT_FOUND, "expected the model " + NAME + ", found another one");
        }
        if (steps.length > 5 && !steps[5].equals(model.version())) {
            throw new ProblemException(Problem.Kind.NOT_FOUND,
                    "expected the version " + model.version() + ", found another one");
        }
    }

    private static Answer json(Members members) {
        return Answer.json(Members.object(members));
    }
}
