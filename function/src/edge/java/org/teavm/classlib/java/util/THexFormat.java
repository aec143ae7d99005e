package org.teavm.classlib.java.util;

/** As much of {@link java.util.HexFormat} as reading a model needs; TeaVM has none. */
public final class THexFormat {

    private static final THexFormat LOWER_CASE = new THexFormat();
    private static final int RADIX = 16;

    private THexFormat() {}

    public static THexFormat of() {
        return LOWER_CASE;
    }

    public String formatHex(byte[] bytes, int fromIndex, int toIndex) {
        StringBuilder digits = new StringBuilder();
        for (int i = fromIndex; i < toIndex; i++) {
            digits.append(Character.forDigit(bytes[i] >> 4 & 0xF, RADIX))
                    .append(Character.forDigit(bytes[i] & 0xF, RADIX));
        }
        return digits.toString();
    }
}
