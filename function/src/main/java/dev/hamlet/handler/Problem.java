package dev.hamlet.handler;

/**
 * Why a request cannot be answered: the members of an RFC 9457 problem.
 *
 * @param kind which problem it is
 * @param detail what was expected and what was found; never any of a message's text
 */
record Problem(Kind kind, String detail) {

    /** The problems there are; their names are part of the API. */
    enum Kind {
        MALFORMED_EVENT("malformed-event", 400, "The event is not an HTTP request"),
        MALFORMED_BODY("malformed-body", 400, "The body cannot be decoded"),
        MALFORMED_JSON("malformed-json", 400, "The body is not JSON"),
        INVALID_REQUEST("invalid-request", 400, "The request does not have the expected members"),
        EMPTY_TEXT("empty-text", 400, "There is no text to classify"),
        NOT_FOUND("not-found", 404, "There is nothing at this path"),
        METHOD_NOT_ALLOWED("method-not-allowed", 405, "The path does not answer this method"),
        TEXT_TOO_LONG("text-too-long", 413, "A text is too long"),
        TOO_MUCH_TO_EXPLAIN("too-much-to-explain", 413, "There is too much text to explain at once"),
        TOO_MANY_TEXTS("too-many-texts", 413, "There are too many texts"),
        BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
        UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's media type is not supported"),
        INTERNAL_ERROR("internal-error", 500, "Something went wrong on our side");

        private final String name;
        private final int status;
        private final String title;

        Kind(String name, int status, String title) {
            this.name = name;
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        String type() {
            return "urn:hamlet:problem:" + name;
        }
    }
}
