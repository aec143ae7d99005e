package dev.hamlet.feature;

/** What normalization can undo that ordinary writing seldom has: ways to hide words from a filter but not from a reader. */
public enum Obfuscation {
    /** Characters that show nothing, within or after a word of plain letters: zero-width spaces, soft hyphens. */
    HIDDEN_CHARACTERS,
    /** Letters of another style: full-width, mathematical bold, circled. */
    STYLED_LETTERS,
    /** Marks drawn over letters that have no such form: strike-through, stacked accents. */
    MARKS,
    /** Letters of another script in a word of Latin letters, by Unicode's table of confusable characters. */
    LOOK_ALIKES,
    /** Words with a space between their letters. */
    SPACED_LETTERS,
    /** Digits and signs in place of letters within a word. */
    LEETSPEAK
}
