package dev.hamlet.feature;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A message in the one form in which features are counted, with the way back to the original.
 *
 * <p>Compatibility characters become their plain ones (Unicode NFKC), letters lower case (root locale), format
 * characters such as the zero-width space vanish, every decimal digit becomes 0 (which number it is tells less than that
 * there is one, and how long), and any run of white space or control characters becomes one space; there is none at either end. Each normalized character knows the original UTF-16 index it came from.
 * Immutable and thread-safe.
 */
public final class NormalizedText {

    private static final char SPACE = ' ';
    /** The first combining mark of Unicode. */
    private static final char FIRST_MARK = 0x300;

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
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i)) && Character.getType(text.charAt(i)) != Character.FORMAT) {
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

    /** The text as it was before normalization. */
    public String original() {
        return original;
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }

    /** Whether an ASCII character stands at {@code index} and no mark can follow it. */
    private static boolean standsAlone(String text, int index) {
        return text.charAt(index) < 0x80 && (index + 1 == text.length() || text.charAt(index + 1) < FIRST_MARK);
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
        while (end < original.length() && isMark(original.codePointAt(end))) {
            end += Character.charCount(original.codePointAt(end));
        }
        if (end == start + 1 && isComposedAlready(codePoint)) {
            appendCodePoint(codePoint, start);
            return end;
        }
        String composed = Normalizer.normalize(original.substring(start, end), Normalizer.Form.NFKC);
        composed.codePoints().forEach(each -> appendCodePoint(each, start));
        return end;
    }

    private void appendCodePoint(int codePoint, int origin) {
        if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)) {
            appendSpace(origin);
        } else if (Character.isDigit(codePoint)) {
            append('0', origin);
        } else if (Character.getType(codePoint) != Character.FORMAT) {
            appendLower(Character.toLowerCase(codePoint), origin);
        }
    }

    private void appendLower(int codePoint, int origin) {
        if (Character.isBmpCodePoint(codePoint)) {
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

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** The letters of Latin-1 that NFKC leaves alone, tested without starting Unicode's tables. */
    private static boolean isComposedAlready(int codePoint) {
        return codePoint >= 0xC0 && codePoint <= 0xFF || codePoint == '£';
    }
}
