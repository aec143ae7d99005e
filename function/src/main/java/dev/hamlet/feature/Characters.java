package dev.hamlet.feature;

import java.lang.Character.UnicodeScript;

/**
 * What Unicode says of characters, as far as normalization and features ask: all of it, so that the browser's scorer can have it as a
 * table ({@code function/src/edge}) and reads every message as this does.
 */
final class Characters {

    private Characters() {}

    /** Whether a UTF-16 unit is part of a word: a letter, digit or mark, or half of a character beyond the BMP. */
    static boolean isWordPart(char c) {
        if (c < 0x80) {
            return isAsciiWordPart(c);
        }
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    static boolean isAsciiWordPart(int c) {
        return isAsciiLetter(c) || c >= '0' && c <= '9';
    }

    static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(char c) {
        return Character.isLetter(c);
    }

    /** Whether a UTF-16 unit is a capital; circled ones and Roman numerals are, without being letters. */
    static boolean isCapital(char c) {
        return Character.isUpperCase(c);
    }

    static boolean isDigit(int codePoint) {
        return Character.isDigit(codePoint);
    }

    static boolean isCurrencySign(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    static int toLowerCase(int codePoint) {
        return Character.toLowerCase(codePoint);
    }

    static UnicodeScript script(int codePoint) {
        return UnicodeScript.of(codePoint);
    }

    static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint);
    }

    /**
     * Whether a character shows nothing by itself: a format character, or another that Unicode 17 has as
     * {@code Default_Ignorable_Code_Point} (fillers, variation selectors, the grapheme joiner).
     */
    static boolean isInvisible(int codePoint) {
        if (codePoint < 0x300) {
            return codePoint == SOFT_HYPHEN;
        }
        return Character.getType(codePoint) == Character.FORMAT || codePoint == 0x34F
                || codePoint >= 0x115F && codePoint <= 0x1160 || codePoint >= 0x17B4 && codePoint <= 0x17B5
                || codePoint >= 0x180B && codePoint <= 0x180F || codePoint == 0x2065 || codePoint == 0x3164
                || codePoint >= 0xFE00 && codePoint <= 0xFE0F || codePoint == 0xFFA0
                || codePoint >= 0xFFF0 && codePoint <= 0xFFF8 || codePoint >= 0xE0000 && codePoint <= 0xE0FFF;
    }

    /** The one format character before the first combining mark of Unicode. */
    static final int SOFT_HYPHEN = 0xAD;

    static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Whether a mark is drawn across its letter or around it; no language writes so. */
    static boolean isOverlay(int codePoint) {
        return codePoint >= 0x334 && codePoint <= 0x338 || codePoint >= 0x20D0 && codePoint <= 0x20F0
                || Character.getType(codePoint) == Character.ENCLOSING_MARK;
    }
}
