package org.teavm.classlib.java.text;

import dev.hamlet.feature.CharacterTable;
import org.teavm.jso.JSBody;

/**
 * {@link java.text.Normalizer} for TeaVM, which has none: the browser's. What the JDK's Unicode does not know yet stays as it is there, so it
 * does here, whatever a newer browser makes of it: texts are normalized in pieces between such characters, which combine with nothing.
 */
public final class TNormalizer {

    private TNormalizer() {}

    /** As {@link java.text.Normalizer.Form}. */
    public enum Form {
        NFD,
        NFC,
        NFKD,
        NFKC
    }

    public static String normalize(CharSequence source, Form form) {
        String text = source.toString();
        StringBuilder pieces = new StringBuilder();
        int start = 0;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int codePoint = text.codePointAt(i);
            next = i + Character.charCount(codePoint);
            if (!CharacterTable.isAssigned(codePoint)) {
                pieces.append(normalized(text.substring(start, i), form.name())).appendCodePoint(codePoint);
                start = next;
            }
        }
        return start == 0
                ? normalized(text, form.name())
                : pieces.append(normalized(text.substring(start), form.name())).toString();
    }

    @JSBody(params = {"text", "form"}, script = "return text.normalize(form);")
    private static native String normalized(String text, String form);
}
