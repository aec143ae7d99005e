package dev.hamlet.feature;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/**
 * A message in the one form in which features are counted, with the way back to the original.
 *
 * <p>Compatibility characters become their plain ones (Unicode NFKC), letters lower case (root locale), characters that show nothing vanish,
 * and so do marks over letters that have no such form; any run of white space or control characters becomes one space; there is none at
 * either end. Then {@link Obfuscation}s are undone: letters with spaces between them, letters of other scripts in Latin words, digits
 * for letters. At last every decimal digit becomes 0 (which number it is tells less than that there is one, and how long).
 * Each normalized character knows the original UTF-16 index it came from.
 * Immutable and thread-safe.
 */
public final class NormalizedText {

    private static final char SPACE = ' ';
    /** The first combining mark of Unicode. */
    private static final char FIRST_MARK = 0x300;
    /** As many marks on one letter as any language needs (Unicode's Stream-Safe Text Format, UAX #15); more are not looked at. */
    private static final int MOST_MARKS = 30;

    /** Where Unicode's letter-like symbols begin, and after them all alphabets of another style. */
    private static final int FIRST_STYLED = 0x2100;

    private final String original;
    private final Draft draft;
    private final int end;
    private int undone;

    private NormalizedText(String original, Draft draft) {
        this.original = original;
        this.draft = draft;
        fold();
        undo(Obfuscation.SPACED_LETTERS, draft.mostAlone() >= SpacedLetters.FEWEST && SpacedLetters.undo(draft));
        undo(Obfuscation.LOOK_ALIKES, LookAlikes.undo(draft));
        // a sign may have come to stand after a letter by now
        undo(Obfuscation.LEETSPEAK, (undone != 0 || draft.hasSignAfterLetter()) && Leetspeak.undo(draft));
        this.end = draft.trimEnd(original.length());
        if (draft.hasUnfinished()) {
            finish();
        }
    }

    /** Normalizes {@code text}; any string is accepted, unpaired surrogates included. */
    public static NormalizedText of(String text) {
        return new NormalizedText(text, new Draft(text.length()));
    }

    /** Normalizes {@code text} in a draft of the caller's, to be read until the draft is used again. */
    static NormalizedText of(String text, Draft draft) {
        draft.clear();
        return new NormalizedText(text, draft);
    }

    /** Whether nothing would be left of {@code text}: it has only white space, control characters and such as show nothing by themselves. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            if (!Characters.isSpace(codePoint) && !Characters.isInvisible(codePoint)
                    && !Characters.isOverlay(codePoint)) {
                return false;
            }
        }
        return true;
    }

    /** The number of normalized UTF-16 units; 0 when nothing readable is left. */
    public int length() {
        return draft.length();
    }

    /** The normalized UTF-16 unit at {@code index}, which is in [0, {@link #length()}). */
    public char charAt(int index) {
        return draft.charAt(index);
    }

    /** The original index at which the normalized unit at {@code index} begins; at {@code length()}, that after the last. */
    public int origin(int index) {
        return index < draft.length() ? draft.origin(index) : end;
    }

    /** What was undone, in the order of the constants. */
    public Set<Obfuscation> undone() {
        Set<Obfuscation> all = EnumSet.noneOf(Obfuscation.class);
        for (Obfuscation each : Obfuscation.values()) {
            if (isUndone(each)) {
                all.add(each);
            }
        }
        return all;
    }

    /** Whether one kind was undone. */
    boolean isUndone(Obfuscation obfuscation) {
        return (undone & obfuscation.bit()) != 0;
    }

    /** The text before normalization. */
    String original() {
        return original;
    }

    @Override
    public String toString() {
        return draft.toString();
    }

    private void undo(Obfuscation obfuscation, boolean found) {
        undone |= found ? obfuscation.bit() : 0;
    }

    private void fold() {
        int index = 0;
        while (index < original.length()) {
            index = standsAlone(index) ? appendAscii(original.charAt(index), index) : appendCluster(index);
        }
    }

    /** Whether an ASCII character stands at {@code index} and nothing that {@link #joins} it can follow. */
    private boolean standsAlone(int index) {
        return original.charAt(index) < 0x80 && (index + 1 == original.length()
                || original.charAt(index + 1) < FIRST_MARK && original.charAt(index + 1) != Characters.SOFT_HYPHEN);
    }

    private int appendAscii(char c, int index) {
        if (c <= SPACE || c == 0x7F) {
            draft.appendGap(index);
        } else {
            draft.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c, index);
        }
        return index + 1;
    }

    /** Appends a code point together with the marks that follow it: they compose as one. Returns the index after them. */
    private int appendCluster(int start) {
        int codePoint = original.codePointAt(start);
        int next = start + Character.charCount(codePoint);
        int seen = next;
        for (int marks = 0; next < original.length() && joins(original.codePointAt(next)); marks++) {
            next += Character.charCount(original.codePointAt(next));
            seen = marks < MOST_MARKS ? next : seen;
        }
        if (next == start + 1 && isComposedAlready(codePoint)) {
            draft.append((char) Characters.toLowerCase(codePoint), start);
        } else {
            appendComposed(original.substring(start, seen), start);
        }
        return next;
    }

    private void appendComposed(String cluster, int origin) {
        String plain = Normalizer.normalize(cluster, Normalizer.Form.NFKC);
        String composed = withoutMarks(composed(plain));
        composed.codePoints().forEach(each -> appendCodePoint(each, origin));
        int first = plain.codePointAt(0);
        if (composed.length() == 1 && composed.charAt(0) == Characters.toLowerCase(first)) {
            char alike = LookAlikes.of(first) != 0 ? LookAlikes.of(first) : LookAlikes.of(composed.charAt(0));
            if (alike != 0) {
                draft.resembles(alike);
            }
        }
        undo(Obfuscation.STYLED_LETTERS, composed.length() == 1 && Characters.isAsciiWordPart(composed.charAt(0))
                && cluster.codePointAt(0) >= FIRST_STYLED);
    }

    /** Composes again: some letters have a form with their mark in lower case only, or once nothing invisible parts them. */
    private String composed(String plain) {
        var lower = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
            int codePoint = plain.codePointAt(i);
            if (Characters.isInvisible(codePoint)) {
                undo(Obfuscation.HIDDEN_CHARACTERS, Characters.isAsciiWordPart(plain.charAt(0)));
            } else {
                lower.appendCodePoint(Characters.toLowerCase(codePoint));
            }
        }
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /** Takes off marks that do not belong to their letter: overlays, and what did not compose with a Latin letter, digit or sign. */
    private String withoutMarks(String composed) {
        if (composed.isEmpty()) {
            return composed;
        }
        boolean plain = isPlain(composed.codePointAt(0));
        var kept = new StringBuilder(composed.length());
        composed.codePoints()
                .filter(each -> !(plain ? Characters.isMark(each) : Characters.isOverlay(each)))
                .forEach(kept::appendCodePoint);
        if (kept.length() == composed.length()) {
            return composed;
        }
        undone |= Obfuscation.MARKS.bit();
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    /** Whether a mark that did not compose with a character is none of its own; a lone accent is a space with its mark. */
    private static boolean isPlain(int codePoint) {
        return !Characters.isSpace(codePoint) && switch (Characters.script(codePoint)) {
            case LATIN, COMMON -> true;
            default -> false;
        };
    }

    private void appendCodePoint(int codePoint, int origin) {
        if (Characters.isSpace(codePoint)) {
            draft.appendGap(origin);
        } else if (codePoint >= 0x80 && Characters.isDigit(codePoint)) {
            draft.append('0', origin);
        } else if (Character.isBmpCodePoint(codePoint)) {
            draft.append((char) codePoint, origin);
        } else {
            draft.append(Character.highSurrogate(codePoint), origin);
            draft.append(Character.lowSurrogate(codePoint), origin);
        }
    }

    private void finish() {
        for (int i = 0; i < draft.length(); i++) {
            char c = draft.charAt(i);
            if (c >= '1' && c <= '9') {
                draft.set(i, '0');
            } else if (c == Draft.WIDE_SPACE) {
                draft.set(i, Draft.SPACE);
            }
        }
    }

    /** Whether a code point belongs to the one before: a mark, half-width kana's two included, or what will vanish. */
    private static boolean joins(int codePoint) {
        return Characters.isMark(codePoint) || Characters.isInvisible(codePoint) || codePoint == 0xFF9E
                || codePoint == 0xFF9F;
    }

    /** The letters of Latin-1 that NFKC leaves alone, tested without starting Unicode's tables. */
    private static boolean isComposedAlready(int codePoint) {
        return codePoint >= 0xC0 && codePoint <= 0xFF || codePoint == '£';
    }
}
