package dev.hamlet.feature;

/** Which letters of a message are capitals, before normalization made them small. Thread-safe. */
final class Casing {

    private static final int FEWEST = 2;

    private final NormalizedText text;
    private final String original;
    private final int letters;
    private final int capitals;

    Casing(NormalizedText text) {
        this.text = text;
        this.original = text.original();
        this.letters = letters(0, original.length());
        this.capitals = capitals(0, original.length());
    }

    boolean hasLetters() {
        return letters > 0;
    }

    /** The share of capitals among the letters, rounded up: 0 only if there is none. */
    int perCent() {
        return (int) ((capitals * 100L + letters - 1) / letters);
    }

    /** Whether a part of the normalized text comes from capitals, two or more, and no other letters. */
    boolean isCapital(int start, int end) {
        int from = text.origin(start);
        int to = text.origin(end);
        int found = capitals(from, to);
        return found >= FEWEST && found == letters(from, to);
    }

    private int letters(int start, int end) {
        int found = 0;
        for (int i = start; i < end; i++) {
            found += isCased(original.charAt(i)) ? 1 : 0;
        }
        return found;
    }

    private static boolean isCased(char c) {
        return Characters.isLetter(c) || Characters.isCapital(c);
    }

    private int capitals(int start, int end) {
        int found = 0;
        for (int i = start; i < end; i++) {
            found += Characters.isCapital(original.charAt(i)) ? 1 : 0;
        }
        return found;
    }
}
