package dev.hamlet.feature;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text while it is being normalized: its characters, where each came from, and what each may be taken for.
 *
 * <p>A gap between words is {@link #SPACE}, or {@link #WIDE_SPACE} where more than one white-space character stood.
 */
final class Draft {

    static final char SPACE = ' ';
    static final char WIDE_SPACE = '\t';
    /** Takes the place of a character to be removed; no control character is ever appended. */
    private static final char REMOVED = '\0';

    /** A letter of ASCII. */
    private static final int LETTER = 1;
    /** A digit or sign that may stand for a letter. */
    private static final int SIGN = 2;
    /** What becomes another character when all else is done: a digit but 0, or a wide space. */
    private static final int FINISHED = 4;

    /** The kinds of each character of ASCII. */
    private static final byte[] KINDS = kinds();

    private char[] chars;
    private int[] origins;
    private char @Nullable [] alikes;
    private int length;

    // what was seen on the way, so that an ordinary text is not searched for what it cannot hold
    private int kinds;
    private int previousKind;
    private boolean signAfterLetter;
    private int tokenStart;
    private int alone;
    private int mostAlone;

    Draft(int capacity) {
        this.chars = new char[capacity];
        this.origins = new int[capacity];
    }

    /** Empties it for another text. */
    void clear() {
        length = 0;
        alikes = null;
        kinds = 0;
        previousKind = 0;
        signAfterLetter = false;
        tokenStart = 0;
        alone = 0;
        mostAlone = 0;
    }

    int length() {
        return length;
    }

    char charAt(int index) {
        return chars[index];
    }

    boolean isGap(int index) {
        return chars[index] == SPACE || chars[index] == WIDE_SPACE;
    }

    /** The index after the word, or whatever else stands without a gap, at {@code start}. */
    int tokenEnd(int start) {
        int end = start;
        while (end < length && !isGap(end)) {
            end++;
        }
        return end;
    }

    void append(char c, int origin) {
        if (length == chars.length) {
            // one compatibility character can stand for up to 18 (U+FDFA)
            grow(length * 2 + 18);
        }
        chars[length] = c;
        origins[length++] = origin;
        int kind = kind(c);
        kinds |= kind;
        signAfterLetter |= (previousKind & LETTER) != 0 && (kind & SIGN) != 0;
        previousKind = kind;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[0x80];
        for (char c = 0; c < kinds.length; c++) {
            kinds[c] = (byte) ((Characters.isAsciiLetter(c) ? LETTER : 0) | (Leetspeak.isSure(c) ? SIGN : 0)
                    | (c >= '1' && c <= '9' || c == WIDE_SPACE ? FINISHED : 0));
        }
        return kinds;
    }

    /** What a character is of {@link #LETTER}, {@link #SIGN} and {@link #FINISHED}, added up. */
    private static int kind(char c) {
        if (c < KINDS.length) {
            return KINDS[c];
        }
        return Leetspeak.isSure(c) ? SIGN : 0;
    }

    private void grow(int capacity) {
        chars = Arrays.copyOf(chars, capacity);
        origins = Arrays.copyOf(origins, capacity);
        if (alikes != null) {
            alikes = Arrays.copyOf(alikes, capacity);
        }
    }

    /** Appends a gap, or widens the one at the end; a text has none at its beginning. */
    void appendGap(int origin) {
        if (length > 0 && isGap(length - 1)) {
            chars[length - 1] = WIDE_SPACE;
            kinds |= FINISHED;
        } else if (length > 0) {
            endToken();
            append(SPACE, origin);
            tokenStart = length;
        }
    }

    private void endToken() {
        alone = length == tokenStart + 1 ? alone + 1 : 0;
        mostAlone = Math.max(mostAlone, alone);
    }

    /** How many characters in a row stand alone, between gaps, at most; asked for when the text is at its end. */
    int mostAlone() {
        endToken();
        return mostAlone;
    }

    /** Whether a sign that may stand for a letter follows a letter. */
    boolean hasSignAfterLetter() {
        return signAfterLetter;
    }

    /** Whether there is a character that is {@link #FINISHED} at last. */
    boolean hasUnfinished() {
        return (kinds & FINISHED) != 0;
    }

    /** Says that the last character looks like the Latin letter {@code alike}. */
    void resembles(char alike) {
        if (alikes == null) {
            alikes = new char[chars.length];
        }
        alikes[length - 1] = alike;
    }

    boolean hasAlikes() {
        return alikes != null;
    }

    /** The Latin letter that a character looks like; 0 for one that looks like none. */
    char alike(int index) {
        return alikes == null ? 0 : alikes[index];
    }

    void set(int index, char c) {
        chars[index] = c;
    }

    void remove(int index) {
        chars[index] = REMOVED;
    }

    /** Closes up where characters were removed. */
    void compact() {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (chars[i] != REMOVED) {
                chars[kept] = chars[i];
                if (alikes != null) {
                    alikes[kept] = alikes[i];
                }
                origins[kept++] = origins[i];
            }
        }
        length = kept;
    }

    /** Takes the gap off the end; gives the original index at which the text ends, of {@code originalLength} if there is no gap. */
    int trimEnd(int originalLength) {
        return length > 0 && isGap(length - 1) ? origins[--length] : originalLength;
    }

    /** The original index that a character came from. */
    int origin(int index) {
        return origins[index];
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
