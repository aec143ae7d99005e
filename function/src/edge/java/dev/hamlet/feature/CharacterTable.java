package dev.hamlet.feature;

import java.util.Arrays;

/** What the JDK that trains and serves says of every character, read from {@link CharacterRuns}. */
public final class CharacterTable {

    static final int WORD_PART = 1;
    static final int SPACE = 1 << 1;
    static final int INVISIBLE = 1 << 2;
    static final int MARK = 1 << 3;
    static final int OVERLAY = 1 << 4;
    static final int LETTER = 1 << 5;
    static final int CAPITAL = 1 << 6;
    static final int DIGIT = 1 << 7;
    static final int CURRENCY_SIGN = 1 << 8;
    private static final int UNASSIGNED = 1 << 9;

    /** Flags, script and way to the small letter of each kind of characters, one after another. */
    private static final int[] KINDS = numbers(CharacterRuns.KINDS);
    /** By code point, where its kind begins. */
    private static final short[] TABLE = table();

    private CharacterTable() {}

    private static short[] table() {
        short[] table = new short[Character.MAX_CODE_POINT + 1];
        int[] runs = numbers(CharacterRuns.RUNS);
        int end = 0;
        for (int i = 0; i < runs.length; i += 2) {
            int start = end;
            end += runs[i];
            for (int codePoint = start; codePoint < end; codePoint++) {
                table[codePoint] = (short) (3 * runs[i + 1]);
            }
        }
        return table;
    }

    /** Whole numbers of five bits a character, the lowest first, 32 added to all but the last; {@code \} is left out. */
    private static int[] numbers(String text) {
        int[] numbers = new int[text.length()];
        int count = 0;
        int shift = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c - (c > '\\' ? '$' : '#');
            numbers[count] |= (digit & 31) << shift;
            shift += 5;
            if (digit < 32) {
                count++;
                shift = 0;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /** Whether a code point has any of the flags. */
    static boolean is(int codePoint, int flags) {
        return (KINDS[TABLE[codePoint]] & flags) != 0;
    }

    /** The place of a code point's script among the JDK's. */
    static int script(int codePoint) {
        return KINDS[TABLE[codePoint] + 1];
    }

    static int toLowerCase(int codePoint) {
        int way = KINDS[TABLE[codePoint] + 2];
        return codePoint + (way >> 1 ^ -(way & 1));
    }

    /** Whether the JDK knows a code point; a browser's Unicode may be newer. */
    public static boolean isAssigned(int codePoint) {
        return !is(codePoint, UNASSIGNED);
    }
}
