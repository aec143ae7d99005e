package dev.hamlet.feature;

/**
 * Puts letters back where digits and signs stand for them.
 *
 * <p>A word is leetspeak when one or two such digits or signs stand between its letters ("fr3e", "c@ll") and there are no others in it. A
 * message with two such words is written so by habit: there every word with a letter counts, more signs do, and three of
 * them are a word by themselves. So numbers with a unit ("10pm"), shorthand ("l8r", "b4") and addresses stay what they are in ordinary messages.
 */
final class Leetspeak {

    private static final String SIGNS = "013457@$|€" + "89!+";
    private static final String LETTERS = "oieastasle" + "bgit";
    /** How many of the signs need no habit. */
    private static final int SURE = 10;
    private static final char EURO = '€';
    /** By ASCII character, its place among the signs, or -1. */
    private static final byte[] PLACES = places();
    /** How many signs may stand in a row. */
    private static final int LONGEST = 2;
    private static final int HABIT = 2;
    /** How many signs alone are a word rather than a number, by habit: "70" for "to". */
    private static final int SHORT = 3;

    private final Draft text;
    /** The part of a token that {@link #lastDot} was last asked for. */
    private int tokenStart;
    private int tokenEnd;
    private int lastDot;

    private Leetspeak(Draft text) {
        this.text = text;
    }

    private static byte[] places() {
        byte[] places = new byte[0x80];
        for (char c = 0; c < places.length; c++) {
            places[c] = (byte) SIGNS.indexOf(c);
        }
        return places;
    }

    private static int sign(char c) {
        if (c < PLACES.length) {
            return PLACES[c];
        }
        return c == EURO ? SIGNS.indexOf(EURO) : -1;
    }

    /** Whether a character may stand for a letter without any habit: there is no leetspeak without one between letters. */
    static boolean isSure(char c) {
        int sign = sign(c);
        return sign >= 0 && sign < SURE;
    }

    /** Puts letters back; gives whether there was any to put back. */
    static boolean undo(Draft text) {
        var leetspeak = new Leetspeak(text);
        int words = leetspeak.words();
        if (words > 0) {
            leetspeak.putBack(words >= HABIT);
        }
        return words > 0;
    }

    private int words() {
        int words = 0;
        int end;
        for (int start = 0; start < text.length(); start = end + 1) {
            end = runEnd(start);
            words += isLeetspeak(start, withoutMarks(start, end)) ? 1 : 0;
        }
        return words;
    }

    private void putBack(boolean habit) {
        int end;
        for (int start = 0; start < text.length(); start = end + 1) {
            end = runEnd(start);
            int wordEnd = withoutMarks(start, end);
            if (habit ? wordEnd - start <= SHORT || hasLetter(start, wordEnd) : isLeetspeak(start, wordEnd)) {
                putBack(start, wordEnd);
            }
        }
    }

    private void putBack(int start, int end) {
        for (int i = start; i < end; i++) {
            int sign = sign(text.charAt(i));
            if (sign >= 0 && !isInAddress(i)) {
                text.set(i, LETTERS.charAt(sign));
            }
        }
    }

    /** The index after the letters, digits and signs from {@code start} on. */
    private int runEnd(int start) {
        int end = start;
        while (end < text.length() && (Characters.isAsciiWordPart(text.charAt(end))
                || sign(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /** Where a word ends whose run has exclamation marks behind it. */
    private int withoutMarks(int start, int runEnd) {
        int end = runEnd;
        while (end > start && text.charAt(end - 1) == '!') {
            end--;
        }
        return end;
    }

    private boolean hasLetter(int start, int end) {
        for (int i = start; i < end; i++) {
            if (isLetter(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isLeetspeak(int start, int end) {
        boolean between = false;
        boolean begun = false;
        int signs = 0;
        for (int i = start; i < end; i++) {
            if (isLetter(i)) {
                between |= begun && signs > 0;
                begun = true;
                signs = 0;
            } else if (++signs > LONGEST || !isSure(i)) {
                return false;
            }
        }
        return between;
    }

    private boolean isSure(int index) {
        return isSure(text.charAt(index)) && !isInAddress(index);
    }

    /** Whether an at sign has a dot and a letter after it, in the same token. */
    private boolean isInAddress(int index) {
        return text.charAt(index) == '@' && index < lastDot(index);
    }

    /** The last dot with a letter after it in the token of {@code index}, or -1; looked for once a token. */
    private int lastDot(int index) {
        if (index < tokenStart || index >= tokenEnd) {
            tokenStart = index;
            tokenEnd = text.tokenEnd(index);
            lastDot = -1;
            for (int i = index; i + 1 < tokenEnd; i++) {
                lastDot = text.charAt(i) == '.' && isLetter(i + 1) ? i : lastDot;
            }
        }
        return lastDot;
    }

    private boolean isLetter(int index) {
        return Characters.isAsciiLetter(text.charAt(index));
    }
}
