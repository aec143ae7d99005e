package dev.hamlet.local;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 and refuses what is not. */
final class Utf8 {

    private Utf8() {}

    /**
     * The text that some of the bytes are.
     *
     * @throws BadMessageException if they are not UTF-8
     */
    static String decode(byte[] bytes, int start, int length) throws BadMessageException {
        var text = new String(bytes, start, length, StandardCharsets.UTF_8);
        // the replacement for other bytes, or a text that has one itself
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(ByteBuffer.wrap(bytes, start, length))) {
            throw new BadMessageException("expected UTF-8, found other bytes");
        }
        return text;
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
