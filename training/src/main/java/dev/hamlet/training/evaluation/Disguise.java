package dev.hamlet.training.evaluation;

import dev.hamlet.training.dataset.Dataset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A way in which a spammer makes a message look other to a classifier than to a reader.
 *
 * <p>Pure: the same text and the same state of the random source give the same message. What a reader must type or press,
 * digits and links, stays usable: only a disguise of which the look stays the same touches it. Links are what {@link Links}
 * takes for one. Any string is accepted, unpaired surrogates included; no surrogate pair is parted.
 */
public sealed interface Disguise permits Spelling, GoodWords {

    /** What reports call it: upper case, words joined by {@code _}. */
    String name();

    /**
     * Disguises a message.
     *
     * @param random decides which characters or words are changed, and into what
     */
    String apply(String text, Random random);

    /** The disguises that need nothing but the message: other letters, other spacing, other look. */
    static List<Disguise> spellings() {
        return List.of(Spelling.values());
    }

    /**
     * Appends words that are typical of harmless messages ("good word attack": Lowd and Meek, "Good word attacks on
     * statistical spam filters", CEAS 2005).
     *
     * @param train what the model under attack was trained on: the best that an attacker can know
     * @param label the label that the attacker wants, one of those in {@code train}
     */
    static Disguise goodWords(Dataset train, String label) {
        return GoodWords.of(train, label);
    }

    /** All there are: {@link #spellings} and {@link #goodWords}. */
    static List<Disguise> all(Dataset train, String label) {
        return Stream.concat(spellings().stream(), Stream.of(goodWords(train, label))).toList();
    }
}
