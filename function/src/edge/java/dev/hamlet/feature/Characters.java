package dev.hamlet.feature;

import java.lang.Character.UnicodeScript;

/** The function's class of this name as a table, since TeaVM's own characters are of another version of Unicode than the JDK's. */
final class Characters {

    static final int SOFT_HYPHEN = 0xAD;

    private static final UnicodeScript[] SCRIPTS = UnicodeScript.values();

    private Characters() {}

    static boolean isWordPart(char c) {
        return CharacterTable.is(c, CharacterTable.WORD_PART);
    }

    static boolean isAsciiWordPart(int c) {
        return isAsciiLetter(c) || c >= '0' && c <= '9';
    }

    static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(char c) {
        return CharacterTable.is(c, CharacterTable.LETTER);
    }

    static boolean isCapital(char c) {
        return CharacterTable.is(c, CharacterTable.CAPITAL);
    }

    static boolean isDigit(int codePoint) {
        return CharacterTable.is(codePoint, CharacterTable.DIGIT);
    }

    static boolean isCurrencySign(char c) {
        return CharacterTable.is(c, CharacterTable.CURRENCY_SIGN);
    }

    static int toLowerCase(int codePoint) {
        return CharacterTable.toLowerCase(codePoint);
    }

    static UnicodeScript script(int codePoint) {
        return SCRIPTS[CharacterTable.script(codePoint)];
    }

    static boolean isSpace(int codePoint) {
        return CharacterTable.is(codePoint, CharacterTable.SPACE);
    }

    static boolean isInvisible(int codePoint) {
        return CharacterTable.is(codePoint, CharacterTable.INVISIBLE);
    }

    static boolean isMark(int codePoint) {
        return CharacterTable.is(codePoint, CharacterTable.MARK);
    }

    static boolean isOverlay(int codePoint) {
        return CharacterTable.is(codePoint, CharacterTable.OVERLAY);
    }
}
