package dev.hamlet.stream;

import dev.hamlet.handler.Classified;

/** What became of a record. */
sealed interface Outcome {

    /**
     * It was classified.
     *
     * @param text what was classified
     * @param classified the answer
     */
    record Predicted(Content.Text text, Classified classified) implements Outcome {}

    /**
     * It was not.
     *
     * @param reason why; never any of the text
     */
    record Failed(String reason) implements Outcome {}
}
