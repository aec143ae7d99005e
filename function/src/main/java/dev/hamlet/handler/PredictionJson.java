package dev.hamlet.handler;

import com.google.gson.stream.JsonWriter;
import dev.hamlet.feature.Obfuscation;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Prediction;
import java.io.IOException;

/** Writes predictions and explanations as the members of a JSON object. */
public final class PredictionJson {

    private PredictionJson() {}

    /** Writes {@code label} and {@code score} into the open object. */
    public static void write(JsonWriter json, Prediction prediction) throws IOException {
        json.name("label").value(prediction.label());
        json.name("score").value(prediction.score());
    }

    /** Writes {@code explanation} into the open object; token offsets are UTF-16 indices into the text. */
    public static void write(JsonWriter json, Explanation explanation) throws IOException {
        json.name("explanation").beginObject();
        members(json, explanation);
        json.endObject();
    }

    /** Writes what an explanation consists of into the open object. */
    static void members(JsonWriter json, Explanation explanation) throws IOException {
        json.name("logit").value(explanation.logit());
        json.name("bias").value(explanation.bias());
        json.name("remainder").value(explanation.remainder());
        json.name("unseen").value(explanation.unseen());
        json.name("undone").beginArray();
        for (Obfuscation each : explanation.undone()) {
            json.value(each.toString());
        }
        json.endArray();
        json.name("tokens").beginArray();
        for (Explanation.Token token : explanation.tokens()) {
            json.beginObject();
            json.name("start").value(token.start());
            json.name("end").value(token.end());
            json.name("weight").value(token.weight());
            json.endObject();
        }
        json.endArray();
    }
}
