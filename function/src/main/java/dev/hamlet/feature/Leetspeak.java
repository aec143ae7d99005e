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
    /** How many signs may stand in a row. */
    private static final int LONGEST = 2;
    private static final int HABIT = 2;
    /** How many signs alone are a word rather than a number, by habit: "70" for "to". */
    private static final int SHORT = 3;

    private final Draft text;

    private Leetspeak(Draft text) {
        this.text = text;
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
            end = wordEnd(start);
            words += isLeetspeak(start, end) ? 1 : 0;
        }
        return words;
    }

    private void putBack(boolean habit) {
        int end;
        for (int start = 0; start < text.length(); start = end + 1) {
            end = wordEnd(start);
            if (habit ? end - start <= SHORT || hasLetter(start, end) : isLeetspeak(start, end)) {
                putBack(start, end);
            }
        }
    }

    private void putBack(int start, int end) {
        for (int i = start; i < end; i++) {
            int sign = SIGNS.indexOf(text.charAt(i));
            if (sign >= 0 && !isInAddress(i)) {
                text.set(i, LETTERS.charAt(sign));
            }
        }
    }

    /** The index after the letters, digits and signs from {@code start} on, without exclamation marks at the end. */
    private int wordEnd(int start) {
        int end = start;
        while (end < text.length() && (Characters.isAsciiWordPart(text.charAt(end))
                || SIGNS.indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
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
        int sign = SIGNS.indexOf(text.charAt(index));
        return sign >= 0 && sign < SURE && !isInAddress(index);
    }

    /** Whether an at sign has a dot and a letter after it, in the same token. */
    private boolean isInAddress(int index) {
        if (text.charAt(index) != '@') {
            return false;
        }
        int end = text.tokenEnd(index);
        for (int i = index; i + 1 < end; i++) {
            if (text.charAt(i) == '.' && isLetter(i + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isLetter(int index) {
        return Characters.isAsciiLetter(text.charAt(index));
    }
}
