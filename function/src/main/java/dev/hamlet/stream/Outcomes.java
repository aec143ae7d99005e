package dev.hamlet.stream;

import dev.hamlet.handler.Classified;
import dev.hamlet.handler.Limits;
import dev.hamlet.model.Model;

/** Classifies what can be classified of one batch, and explains as much as an answer has room for. Not thread-safe. */
final class Outcomes {

    private final Model model;
    /** UTF-16 units. */
    private int explained;

    Outcomes(Model model) {
        this.model = model;
    }

    /** One record's fault is not to be the batch's. */
    Outcome of(Content content) {
        return switch (content) {
            case Content.Rejected rejected -> new Outcome.Failed(rejected.reason());
            case Content.Text text -> text.explain() ? explained(text) : predicted(text);
        };
    }

    /** A pipe's answer is bounded, and a log is better short; a text alone always has room. */
    private Outcome explained(Content.Text text) {
        int characters = explained + text.text().length();
        if (characters > Limits.EXPLAINED_CHARACTERS) {
            return new Outcome.Failed("expected at most " + Limits.EXPLAINED_CHARACTERS
                    + " characters in all with explain in a batch, found " + characters);
        }
        explained = characters;
        return predicted(text);
    }

    private Outcome predicted(Content.Text text) {
        try {
            return new Outcome.Predicted(text, Classified.of(model, text.text(), text.explain()));
        } catch (RuntimeException e) {
            return new Outcome.Failed(fault(e));
        }
    }

    /** Class and place; an exception's message could quote a text. */
    private static String fault(RuntimeException fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return "expected a prediction, found the fault " + fault.getClass().getName() + " at "
                + (trace.length == 0 ? "an unknown place" : trace[0].toString());
    }
}
