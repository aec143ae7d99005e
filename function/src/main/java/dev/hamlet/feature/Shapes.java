package dev.hamlet.feature;

/**
 * Finds what a message is made of, whatever it says, as fingerprints: links, e-mail addresses, telephone numbers, short codes,
 * amounts of money, capitals, exclamation marks, digits and length.
 *
 * <p>What stands somewhere is found there, once for each occurrence; what holds of the whole message, at the boundary before it.
 * Numbers are told apart by bucket, so that a feature is either there or not. Built for one message.
 */
final class Shapes {

    private static final int LINK = 1;
    private static final int ADDRESS = 2;
    private static final int PHONE_NUMBER = 3;
    private static final int SHORT_CODE = 4;
    private static final int AMOUNT = 5;
    private static final int CAPITALS = 6;
    private static final int CAPITAL_WORDS = 7;
    private static final int EXCLAMATION_MARKS = 8;
    private static final int LENGTH = 9;
    private static final int DIGITS = 10;

    /** The least of each bucket but the lowest. */
    private static final int[] PHONE_DIGITS = {10, 12};
    private static final int[] PER_CENT = {1, 6, 16, 41};
    private static final int[] WORDS = {2, 4, 8};
    private static final int[] MARKS = {2, 3, 5};
    private static final int[] CHARACTERS = {20, 40, 80, 120, 160, 240};
    private static final int[] DIGIT_COUNT = {3, 6, 11, 16, 26};

    private static final int FEWEST_PHONE_DIGITS = 7;
    private static final int FEWEST_CODE_DIGITS = 4;
    private static final int MOST_CODE_DIGITS = 6;

    /** Endings of a domain that is a link without a path after it. */
    private static final String DOMAINS = " com net org info biz mobi uk ";
    private static final String CURRENCIES = " rs inr usd gbp eur p pound pounds euro euros dollar dollars rupee rupees ";

    private final NormalizedText text;
    private final FeatureSink sink;

    private Shapes(NormalizedText text, FeatureSink sink) {
        this.text = text;
        this.sink = sink;
    }

    /** Hands every shape of {@code text} to {@code sink}. */
    static void extract(NormalizedText text, FeatureSink sink) {
        var shapes = new Shapes(text, sink);
        shapes.tokens();
        shapes.numbers();
        shapes.capitals();
        shapes.exclamationMarks();
        shapes.whole(LENGTH, bucket(text.length(), CHARACTERS));
    }

    private void tokens() {
        int end;
        for (int start = 0; start < text.length(); start = end + 1) {
            end = tokenEnd(start);
            if (isAddress(start, end)) {
                found(ADDRESS, 0, start, end);
            } else if (isLink(start, end)) {
                found(LINK, 0, start, end);
            }
        }
    }

    /** Whether characters, an at sign, and a dot with characters on both sides follow each other. */
    private boolean isAddress(int start, int end) {
        int at = indexOf('@', start + 1, end);
        for (int dot = indexOf('.', at + 2, end); at < end && dot < end; dot = indexOf('.', dot + 1, end)) {
            if (isLetter(dot + 1, end) && Characters.isWordPart(text.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean isLink(int start, int end) {
        for (int i = start; i < end; i++) {
            boolean begins = i == start || !Characters.isWordPart(text.charAt(i - 1));
            if (begins && (isAt("http://", i) || isAt("https://", i) || isAt("www.", i))) {
                return true;
            }
            if (text.charAt(i) == '.' && i > start && Characters.isAsciiWordPart(text.charAt(i - 1))
                    && isDomainEnding(i + 1, end)) {
                return true;
            }
        }
        return false;
    }

    /** Whether letters follow that end a domain: known ones, or two or more before a path. */
    private boolean isDomainEnding(int start, int end) {
        int after = start;
        while (isLetter(after, end)) {
            after++;
        }
        if (after < end && text.charAt(after) == '/') {
            return after - start >= 2;
        }
        return (after == end || !Characters.isWordPart(text.charAt(after))) && isOneOf(DOMAINS, start, after);
    }

    private void numbers() {
        int digits = 0;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            next = i + 1;
            if (isDigit(i)) {
                next = digitsEnd(i);
                digits += next - i;
                amount(i, next);
                int phoneEnd = phoneEnd(i);
                int phoneDigits = countDigits(i, phoneEnd);
                if (phoneDigits >= FEWEST_PHONE_DIGITS) {
                    found(PHONE_NUMBER, bucket(phoneDigits, PHONE_DIGITS), i, phoneEnd);
                    digits += phoneDigits - (next - i);
                    next = phoneEnd;
                } else if (isShortCode(i, next)) {
                    found(SHORT_CODE, next - i, i, next);
                }
            }
        }
        if (digits > 0) {
            whole(DIGITS, bucket(digits, DIGIT_COUNT));
        }
    }

    /** The index after the digits from {@code start} on, single spaces and dashes between them passed over. */
    private int phoneEnd(int start) {
        int end = digitsEnd(start);
        while (end + 1 < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '-') && isDigit(end + 1)) {
            end = digitsEnd(end + 1);
        }
        return end;
    }

    private boolean isShortCode(int start, int end) {
        int digits = end - start;
        return digits >= FEWEST_CODE_DIGITS && digits <= MOST_CODE_DIGITS
                && (start == 0 || standsApart(start - 1) && !isCurrencySign(start - 1))
                && (end == text.length() || standsApart(end) || text.charAt(end) == '.' && !isDigit(end + 1));
    }

    /** Whether a character is none that numbers of more than one part have, and of no word. */
    private boolean standsApart(int index) {
        char c = text.charAt(index);
        return !Characters.isWordPart(c) && "./:,-+".indexOf(c) < 0;
    }

    /** Finds the currency before a number, else that after it; a space may be between. */
    private void amount(int start, int end) {
        int before = start > 0 && (text.charAt(start - 1) == ' ' || text.charAt(start - 1) == '.') ? start - 1 : start;
        int after = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        int wordStart = wordStart(before);
        int wordEnd = wordEnd(after);
        if (before > 0 && isCurrencySign(before - 1)) {
            found(AMOUNT, 0, before - 1, end);
        } else if (isOneOf(CURRENCIES, wordStart, before)) {
            found(AMOUNT, 0, wordStart, end);
        } else if (after < text.length() && isCurrencySign(after)) {
            found(AMOUNT, 0, start, after + 1);
        } else if (isOneOf(CURRENCIES, after, wordEnd)) {
            found(AMOUNT, 0, start, wordEnd);
        }
    }

    private boolean isCurrencySign(int index) {
        return Characters.isCurrencySign(text.charAt(index));
    }

    /** What share of the letters are capitals, and which tokens of two letters or more have no others. */
    private void capitals() {
        var cased = new Casing(text);
        int words = 0;
        int end;
        for (int start = 0; start < text.length(); start = end + 1) {
            end = tokenEnd(start);
            words += cased.isCapital(start, end) ? 1 : 0;
        }
        for (int start = 0; start < text.length() && words > 0; start = end + 1) {
            end = tokenEnd(start);
            if (cased.isCapital(start, end)) {
                found(CAPITAL_WORDS, bucket(words, WORDS), start, end);
            }
        }
        if (cased.hasLetters()) {
            whole(CAPITALS, bucket(cased.perCent(), PER_CENT));
        }
    }

    private void exclamationMarks() {
        int marks = 0;
        for (int i = indexOf('!', 0, text.length()); i < text.length(); i = indexOf('!', i + 1, text.length())) {
            marks++;
        }
        for (int i = 0; i < text.length() && marks > 0; i++) {
            if (text.charAt(i) == '!') {
                found(EXCLAMATION_MARKS, bucket(marks, MARKS), i, i + 1);
            }
        }
    }

    private void found(int shape, int bucket, int start, int end) {
        sink.accept(NgramExtractor.fingerprint(NgramExtractor.SHAPE, shape, bucket), start, end);
    }

    private void whole(int shape, int bucket) {
        found(shape, bucket, -1, 0);
    }

    /** The number of {@code least} that {@code value} reaches. */
    private static int bucket(int value, int... least) {
        int bucket = 0;
        while (bucket < least.length && value >= least[bucket]) {
            bucket++;
        }
        return bucket;
    }

    private int tokenEnd(int start) {
        return indexOf(' ', start, text.length());
    }

    /** The index of a character; {@code end} when it is not there. */
    private int indexOf(char c, int start, int end) {
        int index = start;
        while (index < end && text.charAt(index) != c) {
            index++;
        }
        return Math.min(index, end);
    }

    private boolean isAt(String part, int index) {
        if (index + part.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (text.charAt(index + i) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the characters are one of some words that have a space on either side. */
    private boolean isOneOf(String words, int start, int end) {
        if (start >= end) {
            return false;
        }
        var word = new StringBuilder(" ");
        for (int i = start; i < end; i++) {
            word.append(text.charAt(i));
        }
        return words.contains(word.append(' '));
    }

    private int wordStart(int end) {
        int start = end;
        while (start > 0 && Characters.isAsciiLetter(text.charAt(start - 1))) {
            start--;
        }
        return start > 0 && Characters.isWordPart(text.charAt(start - 1)) ? end : start;
    }

    private int wordEnd(int start) {
        int end = start;
        while (isLetter(end, text.length())) {
            end++;
        }
        return end < text.length() && Characters.isWordPart(text.charAt(end)) ? start : end;
    }

    private boolean isLetter(int index, int end) {
        return index < end && Characters.isAsciiLetter(text.charAt(index));
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) == '0';
    }

    private int digitsEnd(int start) {
        int end = start;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    private int countDigits(int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += isDigit(i) ? 1 : 0;
        }
        return digits;
    }
}
