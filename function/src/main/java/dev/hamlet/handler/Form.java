package dev.hamlet.handler;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The page's form, {@code application/x-www-form-urlencoded}. */
final class Form {

    static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private Form() {}

    /**
     * The value of the field {@code message}, with line ends as typed; empty if there is no such field.
     *
     * @throws ProblemException if the body has a percent sign that begins no byte
     */
    static String message(String body) throws ProblemException {
        for (String field : body.split("&", -1)) {
            if (field.startsWith("message=")) {
                return decode(field.substring("message=".length())).replace("\r\n", "\n");
            }
        }
        return "";
    }

    private static String decode(String value) throws ProblemException {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.Kind.MALFORMED_BODY,
                    "expected a percent-encoded form, found a stray percent sign");
        }
    }
}
