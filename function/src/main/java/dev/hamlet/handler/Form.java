package dev.hamlet.handler;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
            // by way of the bytes: URLDecoder would put a replacement character for those that are not UTF-8
            String octets = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            byte[] bytes = URLDecoder.decode(octets, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.Kind.MALFORMED_BODY,
                    "expected a percent-encoded form, found a stray percent sign");
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.Kind.MALFORMED_BODY, "expected a form in UTF-8, found other bytes");
        }
    }
}
