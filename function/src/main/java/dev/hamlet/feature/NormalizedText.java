package dev.hamlet.feature;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A message in the one form in which features are counted, with the way back to the original.
 *
 * <p>Compatibility characters become their plain ones (Unicode NFKC), letters lower case (root locale), format
 * characters such as the zero-width space vanish, every decimal digit becomes 0 (which number it is tells less than that
 * there is one, and how long), and any run of white space or control characters becomes one space; there is none at
 * either end. Each normalized character knows the original UTF-16 index it came from.
 * Immutable and thread-safe.
 */
public final class NormalizedText {

    private static final char SPACE = ' ';
    /** The first combining mark of Unicode. */
    private static final char FIRST_MARK = 0x300;
    /** The one format character before it. */
    private static final char SOFT_HYPHEN = 0xAD;

    private final String original;
    private char[] chars;
    private int[] origins;
    private int length;
    private int end;

    private NormalizedText(String original) {
        this.original = original;
        this.chars = new char[original.length()];
        this.origins = new int[original.length()];
    }

    /** Normalizes {@code text}; any string is accepted, unpaired surrogates included. */
    public static NormalizedText of(String text) {
        var normalized = new NormalizedText(text);
        int index = 0;
        while (index < text.length()) {
            index = standsAlone(text, index)
                    ? normalized.appendAscii(text.charAt(index), index)
                    : normalized.appendCluster(index);
        }
        normalized.trimEnd();
        return normalized;
    }

    /** Whether nothing would be left of {@code text}: it has only white space, control and format characters. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isSpace(text.codePointAt(i)) && !isFormat(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The number of normalized UTF-16 units; 0 when nothing readable is left. */
    public int length() {
        return length;
    }

    /** The normalized UTF-16 unit at {@code index}, which is in [0, {@link #length()}). */
    public char charAt(int index) {
        return chars[index];
    }

    /** The original index at which the normalized unit at {@code index} begins; at {@code length()}, that after the last. */
    public int origin(int index) {
        return index < length ? origins[index] : end;
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }

    /** Whether an ASCII character stands at {@code index} and nothing that {@link #joins} it can follow. */
    private static boolean standsAlone(String text, int index) {
        return text.charAt(index) < 0x80 && (index + 1 == text.length()
                || text.charAt(index + 1) < FIRST_MARK && text.charAt(index + 1) != SOFT_HYPHEN);
    }

    private int appendAscii(char c, int index) {
        if (c <= SPACE || c == 0x7F) {
            appendSpace(index);
        } else {
            append(plain(c), index);
        }
        return index + 1;
    }

    private static char plain(char ascii) {
        if (ascii >= 'A' && ascii <= 'Z') {
            return (char) (ascii + ('a' - 'A'));
        }
        return ascii >= '0' && ascii <= '9' ? '0' : ascii;
    }

    /** Appends a code point together with the marks that follow it: they compose as one. Returns the index after them. */
    private int appendCluster(int start) {
        int codePoint = original.codePointAt(start);
        int end = start + Character.charCount(codePoint);
        while (end < original.length() && joins(original.codePointAt(end))) {
            end += Character.charCount(original.codePointAt(end));
        }
        if (end == start + 1 && isComposedAlready(codePoint)) {
            appendCodePoint(Character.toLowerCase(codePoint), start);
            return end;
        }
        String composed = composed(original.substring(start, end));
        composed.codePoints().forEach(each -> appendCodePoint(each, start));
        return end;
    }

    /** Composes twice: some letters have a form with their mark in lower case only, or once no format character parts them. */
    private static String composed(String cluster) {
        String plain = Normalizer.normalize(cluster, Normalizer.Form.NFKC);
        var lower = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
            if (!isFormat(plain.codePointAt(i))) {
                lower.appendCodePoint(Character.toLowerCase(plain.codePointAt(i)));
            }
        }
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    private void appendCodePoint(int codePoint, int origin) {
        if (isSpace(codePoint)) {
            appendSpace(origin);
        } else if (Character.isDigit(codePoint)) {
            append('0', origin);
        } else if (Character.isBmpCodePoint(codePoint)) {
            append((char) codePoint, origin);
        } else {
            append(Character.highSurrogate(codePoint), origin);
            append(Character.lowSurrogate(codePoint), origin);
        }
    }

    private void appendSpace(int origin) {
        if (length > 0 && chars[length - 1] != SPACE) {
            append(SPACE, origin);
        }
    }

    private void append(char c, int origin) {
        if (length == chars.length) {
            // one compatibility character can stand for up to 18 (U+FDFA)
            chars = Arrays.copyOf(chars, length * 2 + 18);
            origins = Arrays.copyOf(origins, chars.length);
        }
        chars[length] = c;
        origins[length++] = origin;
    }

    private void trimEnd() {
        end = original.length();
        if (length > 0 && chars[length - 1] == SPACE) {
            end = origins[--length];
        }
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint);
    }

    private static boolean isFormat(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT;
    }

    /** Whether a code point belongs to the one before: a mark, half-width kana's two included, or what will vanish. */
    private static boolean joins(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK,
                    Character.FORMAT ->
                true;
            default -> codePoint == 0xFF9E || codePoint == 0xFF9F;
        };
    }

    /** The letters of Latin-1 that NFKC leaves alone, tested without starting Unicode's tables. */
    private static boolean isComposedAlready(int codePoint) {
        return codePoint >= 0xC0 && codePoint <= 0xFF || codePoint == '£';
    }
}
