package dev.hamlet.feature;

/**
 * Puts letters back where digits and signs stand for them.
 *
 * <p>A word is leetspeak when one or two digits or signs stand between its letters ("fr3e", "c@ll"), all of which have a letter.
 * Once a message has two such words, digits and signs at the ends of words count too ("n0w", "fr33", "w!n"). So numbers with a
 * unit ("10pm") and shorthand with 2, 8 or 9 ("l8r") stay.
 */
final class Leetspeak {

    private static final String SIGNS = "013457@$|€!";
    private static final String LETTERS = "oieastaslei";
    /** How many signs may stand in a row. */
    private static final int LONGEST = 2;
    /** From how many words on a message is written so throughout. */
    private static final int HABIT = 2;

    private final Draft text;

    private Leetspeak(Draft text) {
        this.text = text;
    }

    /** Puts letters back; gives whether there was any to put back. */
    static boolean undo(Draft text) {
        var leetspeak = new Leetspeak(text);
        int words = leetspeak.pass(false, false);
        if (words > 0) {
            leetspeak.pass(words >= HABIT, true);
        }
        return words > 0;
    }

    /** Goes through the words; gives how many are leetspeak, at their ends too if {@code ends}. */
    private int pass(boolean ends, boolean replace) {
        int words = 0;
        int start = 0;
        while (start < text.length()) {
            int end = wordEnd(start);
            if (end > start && isLeetspeak(start, end, ends)) {
                words++;
                if (replace) {
                    replace(start, end);
                }
            }
            start = end + 1;
        }
        return words;
    }

    /** The index after the letters, digits and signs from {@code start} on, without exclamation marks at the end. */
    private int wordEnd(int start) {
        int end = start;
        while (end < text.length() && (isLetter(end) || isDigit(end) || SIGNS.indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        while (end > start && text.charAt(end - 1) == '!') {
            end--;
        }
        return end;
    }

    private boolean isLeetspeak(int start, int end, boolean ends) {
        int letters = 0;
        boolean between = false;
        int signs = 0;
        for (int i = start; i < end; i++) {
            if (isLetter(i)) {
                between |= signs > 0 && letters > 0 && text.charAt(i - 1) != '!';
                letters++;
                signs = 0;
            } else if (++signs > LONGEST || SIGNS.indexOf(text.charAt(i)) < 0 || isInAddress(i)) {
                return false;
            }
        }
        return between && letters >= 2 || ends && letters > 0;
    }

    /** Whether an at sign has a dot after it, in the same token. */
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

    private void replace(int start, int end) {
        for (int i = start; i < end; i++) {
            int sign = SIGNS.indexOf(text.charAt(i));
            if (sign >= 0) {
                text.set(i, LETTERS.charAt(sign));
            }
        }
    }

    private boolean isLetter(int index) {
        char c = text.charAt(index);
        return Characters.isAsciiLetter(c);
    }

    private boolean isDigit(int index) {
        return text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }
}
