package dev.hamlet.feature;

/**
 * Closes up words that are written with a space between their letters.
 *
 * <p>Where four or more characters in a row stand alone, single spaces between them go; wider ones part words.
 */
final class SpacedLetters {

    static final int FEWEST = 4;

    private SpacedLetters() {}

    /** Closes words up; gives whether there was one. */
    static boolean undo(Draft text) {
        boolean undone = false;
        int start = 0;
        while (start < text.length()) {
            int end = stretchEnd(text, start);
            if (end > start && characters(text, start, end) >= FEWEST) {
                closeUp(text, start, end);
                undone = true;
            }
            start = Math.max(end, text.tokenEnd(start)) + 1;
        }
        if (undone) {
            text.compact();
        }
        return undone;
    }

    /** The index after the last of the characters that stand alone, from {@code start} on; {@code start} when none does. */
    private static int stretchEnd(Draft text, int start) {
        int end = start;
        int next = start;
        while (next < text.length() && text.tokenEnd(next) == next + 1) {
            end = next + 1;
            next += 2;
        }
        return end;
    }

    private static int characters(Draft text, int start, int end) {
        int characters = 0;
        for (int i = start; i < end; i += 2) {
            characters += Characters.isWordPart(text.charAt(i)) ? 1 : 0;
        }
        return characters;
    }

    private static void closeUp(Draft text, int start, int end) {
        for (int i = start + 1; i < end; i += 2) {
            if (text.charAt(i) == Draft.SPACE) {
                text.remove(i);
            }
        }
    }
}
