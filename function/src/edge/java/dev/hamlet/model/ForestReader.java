package dev.hamlet.model;

/**
 * Refuses forests, in the place of the function's class of this name: their nodes are Smile's, whose licence (GPL) and size are no gift to
 * whoever opens a page.
 */
final class ForestReader {

    private ForestReader() {}

    @SuppressWarnings("DoNotCallSuggester")
    static Classifier read(Cursor in, int dimension, int labelCount) throws ModelFormatException {
        throw in.fail("a model linear in presence, as browsers are served",
                "a forest of " + labelCount + " labels on " + dimension + " features", in.position());
    }
}
