package dev.hamlet.edge;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Makes JavaScript's values, as {@code JSON.parse} would of the server's answer. */
final class Values {

    private Values() {}

    @JSBody(script = "return [];")
    static native JSObject list();

    @JSBody(params = {"list", "value"}, script = "list.push(value);")
    static native void add(JSObject list, String value);

    @JSBody(params = {"list", "start", "end",
        "weight"}, script = "list.push({start: start, end: end, weight: weight});")
    static native void add(JSObject list, int start, int end, double weight);

    @JSBody(params = {"label", "score"}, script = "return {label: label, score: score};")
    static native JSObject prediction(String label, double score);

    @JSBody(params = {"logit", "bias", "remainder", "unseen", "undone",
        "tokens"}, script = "return {logit: logit, bias: bias, remainder: remainder, unseen: unseen, undone: undone, tokens: tokens};")
    static native JSObject explanation(double logit, double bias, double remainder, double unseen, JSObject undone,
            JSObject tokens);

    @JSBody(params = {"label", "score", "explanation",
        "model"}, script = "return {label: label, score: score, explanation: explanation, model: model};")
    static native JSObject answer(String label, double score, JSObject explanation, String model);

    /** Throws an {@code Error} that the page can show. */
    @JSBody(params = "message", script = "throw new Error(message);")
    static native void fail(String message);
}
