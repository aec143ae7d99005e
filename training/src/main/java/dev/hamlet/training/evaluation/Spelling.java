package dev.hamlet.training.evaluation;

import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;

/** The disguises that need nothing but the message. */
enum Spelling implements Disguise {
    /** 40 % of the letters that have a digit or symbol of like look become it. */
    LEET((text, random) -> Links.around(text, prose -> LookAlikes.LEET.replace(prose, 0.4, random))),
    /** Half of the letters that have a double in another script become it. */
    HOMOGLYPHS_HALF((text, random) -> Links.around(text, prose -> LookAlikes.HOMOGLYPHS.replace(prose, 0.5, random))),
    /** Every letter that has a double in another script becomes it. */
    HOMOGLYPHS_ALL((text, random) -> Links.around(text, prose -> LookAlikes.HOMOGLYPHS.replace(prose, 1, random))),
    /** A character without width follows 30 % of the letters. */
    ZERO_WIDTH((text, random) -> Links.around(text,
            prose -> Letters.followed(prose, 0.3, "\u200B\u200C\u200D\u2060\uFEFF", random))),
    /** A space parts the letters of each word, three part the words. */
    SPACED((text, _) -> Links.around(text, Letters::spaced)),
    /** Half of the words of four or more letters have one slip of the finger each. */
    TYPOS((text, random) -> Links.around(text, prose -> Typo.inWords(prose, 0.5, random))),
    /** All in capitals, links as well. */
    UPPER_CASE((text, _) -> text.toUpperCase(Locale.ROOT)),
    /** ASCII as wide as an ideograph (U+FF01 to U+FF5E, U+3000); NFKC brings it back. */
    FULL_WIDTH((text, _) -> Letters.mapped(text, c -> c == ' ' ? 0x3000 : c > ' ' && c < 0x7F ? c + 0xFEE0 : c)),
    /** ASCII letters and digits in mathematical bold (U+1D400 to U+1D433, U+1D7CE to U+1D7D7); NFKC brings them back. */
    MATHEMATICAL_BOLD((text, _) -> Letters.mapped(text, Letters::bold)),
    /** A stroke (U+0336) through every character. */
    STRIKE_THROUGH((text, _) -> Letters.followed(text, "\u0336"));

    private final BiFunction<String, Random, String> way;

    Spelling(BiFunction<String, Random, String> way) {
        this.way = way;
    }

    @Override
    public String apply(String text, Random random) {
        return way.apply(text, random);
    }
}
