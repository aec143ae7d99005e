package dev.hamlet.feature;

/**
 * What normalization can undo that ordinary writing seldom has: ways to hide words from a filter but not from a reader. Models know a
 * constant by its bit.
 */
public enum Obfuscation {
    /** Characters that show nothing, within or after a word of plain letters: zero-width spaces, soft hyphens. */
    HIDDEN_CHARACTERS("hidden-characters", 1 << 0),
    /** Letters of another style: full-width, mathematical bold, circled. */
    STYLED_LETTERS("styled-letters", 1 << 1),
    /** Marks drawn over letters that have no such form: strike-through, stacked accents. */
    MARKS("marks", 1 << 2),
    /** Letters of another script in a word of Latin letters, by Unicode's table of confusable characters. */
    LOOK_ALIKES("look-alikes", 1 << 3),
    /** Words with a space between their letters. */
    SPACED_LETTERS("spaced-letters", 1 << 4),
    /** Digits and signs in place of letters within a word. */
    LEETSPEAK("leetspeak", 1 << 5);

    private final String name;
    private final int bit;

    Obfuscation(String name, int bit) {
        this.name = name;
        this.bit = bit;
    }

    /** How answers name it: {@code look-alikes}. */
    @Override
    public String toString() {
        return name;
    }

    /** The one bit that stands for it in a set of them. */
    int bit() {
        return bit;
    }
}
