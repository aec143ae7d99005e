package dev.hamlet.handler;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, whichever version of API Gateway's payload it came in.
 *
 * @param method the method, upper case
 * @param base what stands before the path outside: {@code /} and the stage, or nothing
 * @param path the path without stage and query, {@code /} at least
 * @param contentType the media type with its parameters, or null if none was given
 * @param accept what the client takes, or null
 * @param payload the body as the event has it, empty if there is none
 * @param base64 whether the payload is the body's bytes in base64
 */
record Request(String method, String base, String path, @Nullable String contentType, @Nullable String accept,
        String payload,
        boolean base64) {

    /** Whether the body is declared to be of a media type, with whatever parameters. */
    boolean hasMediaType(String mediaType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String found = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return found.strip().toLowerCase(Locale.ROOT).equals(mediaType);
    }

    /** Whether a person in front of a browser asks. */
    boolean wantsPage() {
        return accept != null && accept.contains("text/html");
    }

    /**
     * The decoded body.
     *
     * @throws ProblemException if it cannot be decoded, or is larger than {@link Limits#BODY_BYTES}
     */
    String body() throws ProblemException {
        String text = base64 ? decode(payload) : payload;
        // a UTF-16 unit is at most three bytes, so short bodies need no count
        if (text.length() > Limits.BODY_BYTES / 3 && text.getBytes(StandardCharsets.UTF_8).length > Limits.BODY_BYTES) {
            throw new ProblemException(Problem.Kind.BODY_TOO_LARGE,
                    "expected a body of at most " + Limits.BODY_BYTES + " bytes, found more");
        }
        return text;
    }

    private static String decode(String base64) throws ProblemException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.Kind.MALFORMED_BODY,
                    "expected a body in base64, found other characters");
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.Kind.MALFORMED_BODY, "expected a body in UTF-8, found other bytes");
        }
    }
}
