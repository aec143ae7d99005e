package dev.hamlet.edge;

import dev.hamlet.feature.Obfuscation;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.ModelReader;
import dev.hamlet.model.Prediction;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;

/** What the module exports. It holds one model at a time; its answers are those of {@code POST /predict}, as objects. */
public final class Edge {

    /** A letter of another style that came with the Unicode version of the characters' table, and what it is. */
    private static final String NEWEST_STYLED = "\uD833\uDCD6";
    private static final String PLAIN = "A";

    private static @Nullable Model model;

    private Edge() {}

    /** Nothing: TeaVM wants it, and no page calls it. */
    public static void main(String[] arguments) {
        // everything is exported
    }

    /**
     * Takes a model in the place of the one before; gives its version. Whoever calls has checked the file's hash.
     *
     * <p>Throws an {@code Error} that says what was expected and found if the file is no model that is linear in presence, or if the
     * browser's tables of Unicode are older than the server's, so that it could read a message otherwise.
     *
     * @param file the whole file, an {@code Int8Array}
     */
    @JSExport
    public static String read(@JSByRef byte[] file) {
        if (!Normalizer.normalize(NEWEST_STYLED, Normalizer.Form.NFKC).equals(PLAIN)) {
            Values.fail("expected a browser that knows Unicode 16, found one that is older");
        }
        try {
            Model read = ModelReader.read(file, "model.hamlet");
            model = read;
            return read.version();
        } catch (ModelFormatException e) {
            Values.fail(String.valueOf(e.getMessage()));
            throw new IllegalStateException(e);
        }
    }

    /** Whether a message holds nothing to classify. */
    @JSExport
    public static boolean isBlank(String message) {
        return Model.isBlank(message);
    }

    /** Classifies a message: {@code {label, score}}. */
    @JSExport
    public static JSObject predict(String message) {
        Prediction prediction = model().predict(message);
        return Values.prediction(prediction.label(), prediction.score());
    }

    /** Classifies a message and says why: {@code {label, score, explanation, model}}. */
    @JSExport
    public static JSObject explain(String message) {
        Explanation explanation = model().explain(message);
        JSObject undone = Values.list();
        for (Obfuscation each : explanation.undone()) {
            Values.add(undone, each.toString());
        }
        JSObject tokens = Values.list();
        for (Explanation.Token token : explanation.tokens()) {
            Values.add(tokens, token.start(), token.end(), token.weight());
        }
        JSObject parts = Values.explanation(explanation.logit(), explanation.bias(), explanation.remainder(),
                explanation.unseen(), undone, tokens);
        Prediction prediction = explanation.prediction();
        return Values.answer(prediction.label(), prediction.score(), parts, model().version());
    }

    private static Model model() {
        Model read = model;
        if (read == null) {
            throw new IllegalStateException("expected a model to be read first, found none");
        }
        return read;
    }
}
