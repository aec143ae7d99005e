package dev.hamlet.handler;

/** What one request may hold at most. API Gateway and Lambda have limits of their own, above these. */
public final class Limits {

    /** UTF-8 bytes of a body, once decoded. */
    public static final int BODY_BYTES = 1 << 20;

    /** Texts in one request. */
    public static final int TEXTS = 1_000;

    /** UTF-16 units of one text. */
    public static final int TEXT_CHARACTERS = 10_000;

    /**
     * UTF-16 units of all texts of one request, or batch of records, that are to be explained. A token's entry takes up to some
     * 90 bytes of the response, quotes escaped, and Lambda passes on 6 MB (6,291,556 bytes) at most.
     */
    public static final int EXPLAINED_CHARACTERS = 50_000;

    /**
     * Bytes of a model file that is handed to browsers. In base64 they take a third more, and Lambda passes on 6 MB (6,291,556 bytes)
     * at most.
     */
    public static final int MODEL_BYTES = 4_500_000;

    private Limits() {}
}
