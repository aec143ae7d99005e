package dev.hamlet.handler;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * The tensors that answer the Open Inference Protocol's {@code infer}, an element for each text, in their order.
 *
 * @param outputs the tensors' names
 * @param classified what the model says of each text; with the reasons, if they are among the outputs
 */
record InferResponse(List<String> outputs, List<Classified> classified) {

    /** Writes {@code outputs} into the open object. */
    void write(JsonWriter json) throws IOException {
        json.name("outputs").beginArray();
        for (String output : outputs) {
            tensor(json, output, classified.size());
            json.name("data").beginArray();
            for (Classified each : classified) {
                element(json, output, each);
            }
            json.endArray();
            json.endObject();
        }
        json.endArray();
    }

    private static void element(JsonWriter json, String output, Classified classified) throws IOException {
        switch (output) {
            case InferRequest.LABEL -> json.value(classified.prediction().label());
            case InferRequest.SCORE -> json.value(classified.prediction().score());
            default -> {
                // the protocol has no type for objects
                var explanation = Objects.requireNonNull(classified.explanation());
                json.value(Members.object(members -> PredictionJson.members(members, explanation)));
            }
        }
    }

    /** Begins a tensor's object; &minus;1 stands for any number. */
    static JsonWriter tensor(JsonWriter json, String name, int size) throws IOException {
        json.beginObject();
        json.name("name").value(name);
        json.name("datatype").value(name.equals(InferRequest.SCORE) ? "FP64" : "BYTES");
        return json.name("shape").beginArray().value(size).endArray();
    }
}
