package dev.hamlet.handler;

import dev.hamlet.model.Model;
import java.util.List;

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

    /** The tensors that a request without parameters and outputs is answered with, as the protocol demands; not the reasons. */
    Answer metadata(Request request) throws ProblemException {
        expectModel(request);
        return json(json -> {
            json.name("name").value(NAME);
            json.name("versions").beginArray().value(model.version()).endArray();
            json.name("platform").value("smile_hamlet");
            json.name("inputs").beginArray();
            InferResponse.tensor(json, TextTensor.NAME, -1).endObject();
            json.endArray();
            json.name("outputs").beginArray();
            InferResponse.tensor(json, InferRequest.LABEL, -1).endObject();
            InferResponse.tensor(json, InferRequest.SCORE, -1).endObject();
            json.endArray();
        });
    }

    Answer infer(Request request, RequestLog log) throws ProblemException {
        expectModel(request);
        InferRequest asked = InferRequest.parse(request.body());
        List<Classified> classified = Classified.all(model, asked.texts(), asked.explain(), log);
        return json(json -> {
            json.name("model_name").value(NAME);
            json.name("model_version").value(model.version());
            if (asked.id() != null) {
                json.name("id").value(asked.id());
            }
            new InferResponse(asked.outputs(), classified).write(json);
        });
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
