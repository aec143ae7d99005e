package dev.hamlet.handler;

import com.google.gson.stream.JsonWriter;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model says of a text.
 *
 * @param prediction the label and the score
 * @param explanation which words led to them; null if that was not asked
 */
public record Classified(Prediction prediction, @Nullable Explanation explanation) {

    /** Asks the model, and why if {@code explain}. */
    public static Classified of(Model model, String text, boolean explain) {
        if (!explain) {
            return new Classified(model.predict(text), null);
        }
        Explanation explanation = model.explain(text);
        return new Classified(explanation.prediction(), explanation);
    }

    /** Asks the model of several texts, in their order, and tells the log. */
    static List<Classified> all(Model model, List<String> texts, boolean explain, RequestLog log) {
        List<Classified> all = new ArrayList<>();
        for (String text : texts) {
            Classified each = of(model, text, explain);
            log.predicted(text, each.prediction());
            all.add(each);
        }
        return all;
    }

    /** Writes {@code label}, {@code score} and, where there is one, {@code explanation} into the open object. */
    public void write(JsonWriter json) throws IOException {
        PredictionJson.write(json, prediction);
        if (explanation != null) {
            PredictionJson.write(json, explanation);
        }
    }
}
