package dev.hamlet.training.evaluation;

import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Rewrites messages code point by code point. */
final class Letters {

    private Letters() {}

    static String mapped(String text, IntUnaryOperator mapping) {
        return text.codePoints().map(mapping).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }

    /** The mathematical bold of an ASCII letter or digit, anything else itself. */
    static int bold(int c) {
        if (c >= 'A' && c <= 'Z') {
            return 0x1D400 + c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return 0x1D41A + c - 'a';
        }
        return c >= '0' && c <= '9' ? 0x1D7CE + c - '0' : c;
    }

    /** Puts a mark after each character. */
    static String followed(String text, String mark) {
        var result = new StringBuilder();
        text.codePoints().forEach(c -> result.appendCodePoint(c).append(mark));
        return result.toString();
    }

    /** Puts one of some marks after a share of the letters, a chance in [0, 1] for each. */
    static String followed(String text, double share, String marks, Random random) {
        var result = new StringBuilder();
        text.codePoints().forEach(c -> {
            result.appendCodePoint(c);
            if (Character.isLetter(c) && random.nextDouble() < share) {
                result.append(marks.charAt(random.nextInt(marks.length())));
            }
        });
        return result.toString();
    }

    /** Puts a space between neighbouring letters, and makes three of every run of white space. */
    static String spaced(String text) {
        var result = new StringBuilder();
        int previous = 0;
        for (int c : text.codePoints().toArray()) {
            boolean space = Character.isWhitespace(c);
            if (space && !Character.isWhitespace(previous)) {
                result.append("   ");
            } else if (!space) {
                result.append(Character.isLetter(previous) && Character.isLetter(c) ? " " : "").appendCodePoint(c);
            }
            previous = c;
        }
        return result.toString();
    }
}
