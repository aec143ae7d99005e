package dev.hamlet.stream;

import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;

/** What became of a record. */
sealed interface Outcome {

    /**
     * It was classified.
     *
     * @param text what was classified
     * @param prediction the answer
     */
    record Predicted(Content.Text text, Prediction prediction) implements Outcome {}

    /**
     * It was not.
     *
     * @param reason why; never any of the text
     */
    record Failed(String reason) implements Outcome {}

    /** Classifies what can be classified; one record's fault is not to be the batch's. */
    static Outcome of(Content content, Model model) {
        return switch (content) {
            case Content.Rejected rejected -> new Failed(rejected.reason());
            case Content.Text text -> {
                try {
                    yield new Predicted(text, model.predict(text.text()));
                } catch (RuntimeException e) {
                    yield new Failed(fault(e));
                }
            }
        };
    }

    /** Class and place; an exception's message could quote a text. */
    private static String fault(RuntimeException fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return "expected a prediction, found the fault " + fault.getClass().getName() + " at "
                + (trace.length == 0 ? "an unknown place" : trace[0].toString());
    }
}
