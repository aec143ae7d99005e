package dev.hamlet.handler;

import com.google.gson.stream.JsonWriter;
import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Metadata;
import dev.hamlet.model.Model;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers HTTP requests with a model: every route, and every problem. Thread-safe. */
final class Api {

    private final Model model;
    private final byte @Nullable [] file;

    /** @param file the model's file, to be handed to browsers; null where there is none */
    Api(Model model, byte @Nullable [] file) {
        this.model = model;
        this.file = file;
    }

    /** Answers a request, whatever it is, and tells the log what was predicted. */
    Answer answer(Request request, RequestLog log) {
        Answer answer;
        try {
            answer = route(request, log);
        } catch (ProblemException e) {
            answer = problem(request, e.problem());
        }
        return request.method().equals("HEAD") ? answer.withoutBody() : answer;
    }

    /** The answer when the fault is ours. */
    Answer internalError(@Nullable Request request) {
        var problem = new Problem(Problem.Kind.INTERNAL_ERROR, "the request could not be answered; the log has its id");
        return request == null ? Answer.problem(problem) : problem(request, problem);
    }

    private Answer problem(Request request, Problem problem) {
        if (Route.isV2(request.path())) {
            return OpenInference.error(problem);
        }
        if (!request.wantsPage() && !isForm(request)) {
            return Answer.problem(problem);
        }
        Problem.Kind kind = problem.kind();
        return page(kind.status(), page(request).error(kind.status(), kind.title(), problem.detail()));
    }

    private static boolean isForm(Request request) {
        return request.path().equals(Route.PAGE.path()) && request.method().equals("POST");
    }

    private Answer route(Request request, RequestLog log) throws ProblemException {
        Route route = Route.of(request.path());
        if (route == null) {
            throw new ProblemException(Problem.Kind.NOT_FOUND,
                    "expected one of the paths /, /predict, /health, /model, /openapi.json, /docs, /edge.js, /model.hamlet, "
                            + "/service-worker.js, /manifest.webmanifest, /icon.svg, /ping, /invocations and /v2");
        }
        if (request.method().equals("OPTIONS")) {
            return new Answer(204, Map.of("allow", route.allow()), "");
        }
        if (!route.allows(request.method())) {
            var problem = new Problem(Problem.Kind.METHOD_NOT_ALLOWED, "expected one of " + route.allow());
            return problem(request, problem).with("allow", route.allow());
        }
        return switch (route) {
            case PAGE -> request.method().equals("POST") ? form(request, log) : page(200, page(request).form());
            case PREDICT -> predict(request, log);
            case HEALTH -> health();
            case MODEL -> card();
            case DESCRIPTION -> ApiDescription.answer();
            case DOCS -> page(200, page(request).docs());
            case EDGE_MODULE -> EdgeFiles.module();
            case EDGE_MODEL -> EdgeFiles.model(model, file);
            case SERVICE_WORKER -> EdgeFiles.serviceWorker();
            case MANIFEST -> EdgeFiles.manifest();
            case ICON -> EdgeFiles.icon();
            case PING -> new Answer(200, Map.of("cache-control", "no-store"), "");
            case INVOCATIONS -> new Invocations(model).answer(request, log);
            case V2_SERVER -> OpenInference.server();
            case V2_LIVE -> OpenInference.live();
            case V2_READY -> OpenInference.ready();
            case V2_MODEL, V2_VERSION -> new OpenInference(model).metadata(request);
            case V2_MODEL_READY, V2_VERSION_READY -> new OpenInference(model).modelReady(request);
            case V2_MODEL_INFER, V2_VERSION_INFER -> new OpenInference(model).infer(request, log);
        };
    }

    private Answer predict(Request request, RequestLog log) throws ProblemException {
        expectMediaType(request, "application/json");
        PredictRequest asked = PredictRequest.parse(request.body());
        var out = new StringWriter();
        try (var json = new JsonWriter(out)) {
            json.beginObject();
            if (asked.several()) {
                json.name("predictions").beginArray();
                for (String text : asked.texts()) {
                    json.beginObject();
                    predict(json, text, asked.explain(), log);
                    json.endObject();
                }
                json.endArray();
            } else {
                predict(json, asked.texts().getFirst(), asked.explain(), log);
            }
            if (model.metadata().binary()) {
                json.name("threshold").value(model.metadata().threshold());
            }
            json.name("model").value(model.version());
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string is written without failure", e);
        }
        return Answer.json(out.toString());
    }

    private void predict(JsonWriter json, String text, boolean explain, RequestLog log) throws IOException {
        Classified classified = Classified.of(model, text, explain);
        log.predicted(text, classified.prediction());
        classified.write(json);
    }

    private static void expectMediaType(Request request, String mediaType) throws ProblemException {
        if (!request.hasMediaType(mediaType)) {
            throw unsupported(request, mediaType);
        }
    }

    /** The problem of a body that is of no type {@code expected}. */
    static ProblemException unsupported(Request request, String expected) {
        return new ProblemException(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, "expected a body of type " + expected
                + (request.contentType() == null ? ", found no content-type" : ", found another content-type"));
    }

    private Answer form(Request request, RequestLog log) throws ProblemException {
        expectMediaType(request, Form.MEDIA_TYPE);
        String message = Form.message(request.body());
        try {
            PredictRequest.check(message, "the message");
        } catch (ProblemException e) {
            Problem problem = e.problem();
            return page(problem.kind().status(), page(request).formError(message, problem.detail()));
        }
        Explanation explanation = model.explain(message);
        log.predicted(message, explanation.prediction());
        return page(200, page(request).verdict(message, explanation));
    }

    private Answer health() {
        var out = new StringWriter();
        try (var json = new JsonWriter(out)) {
            json.beginObject();
            json.name("status").value("ok");
            json.name("model").beginObject();
            identity(json);
            json.endObject();
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string is written without failure", e);
        }
        return Answer.json(out.toString());
    }

    private Answer card() {
        Metadata metadata = model.metadata();
        FeatureOptions features = metadata.features();
        var out = new StringWriter();
        try (var json = new JsonWriter(out)) {
            json.beginObject();
            identity(json);
            json.name("labels").beginArray();
            for (String label : metadata.labels()) {
                json.value(label);
            }
            json.endArray();
            if (metadata.binary()) {
                json.name("threshold").value(metadata.threshold());
            }
            json.name("features").beginObject();
            json.name("count").value(model.featureCount());
            json.name("wordNgramsMax").value(features.wordNgramsMax());
            json.name("charNgramsMin").value(features.charNgramsMin());
            json.name("charNgramsMax").value(features.charNgramsMax());
            json.name("shape").value(features.shape());
            json.name("obfuscation").value(features.obfuscation());
            json.endObject();
            json.name("provenance").beginObject();
            for (Map.Entry<String, String> entry : metadata.provenance().entrySet()) {
                json.name(entry.getKey()).value(entry.getValue());
            }
            json.endObject();
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string is written without failure", e);
        }
        return Answer.json(out.toString());
    }

    private void identity(JsonWriter json) throws IOException {
        json.name("name").value(model.metadata().name());
        json.name("version").value(model.version());
        json.name("sha256").value(model.sha256());
    }

    private static Answer page(int status, String html) {
        return Answer.page(status, html, Page.contentSecurityPolicy());
    }

    private Page page(Request request) {
        return new Page(model, request.base(), EdgeFiles.serve(model, file));
    }
}
