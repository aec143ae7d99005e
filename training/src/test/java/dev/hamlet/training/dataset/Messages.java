package dev.hamlet.training.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Messages put together from a few phrases: enough to learn from, with a little noise, the same for a seed. */
public final class Messages {

    private static final Map<String, List<String>> PHRASES = Map.of(
            "ham", List.of("see you at the theatre", "I am late again", "thanks for the soup", "call me when home",
                    "did mum phone", "bring the umbrella", "sleep well", "IT IS RAINING"),
            "spam",
            List.of("WIN A FREE PRIZE", "claim it by text", "call now", "cash waiting for you", "txt STOP to end",
                    "limited offer", "click http://win.example.com", "FREE tones"),
            "bill", List.of("your invoice is ready", "amount due", "pay by friday", "account ending in",
                    "direct debit received", "thank you for your payment", "meter reading", "balance"));
    private static final List<String> ANY = List.of("hello", "today", "please", "ok?", "the play is on", "İstanbul :)");
    private static final double NOISE = 0.15;

    private Messages() {}

    /** Messages of the labels in turn: {@code messages.tsv:1}, {@code messages.tsv:2} and so on. */
    public static Dataset of(int size, long seed, String... labels) {
        var random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            examples.add(example("messages.tsv:" + (i + 1), labels[i % labels.length], labels, random));
        }
        return new Dataset(examples);
    }

    /** Ham and spam in equal parts. */
    public static Dataset hamAndSpam(int size, long seed) {
        return of(size, seed, "ham", "spam");
    }

    private static Example example(String id, String label, String[] labels, Random random) {
        List<String> phrases = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String from = random.nextDouble() < NOISE ? labels[random.nextInt(labels.length)] : label;
            phrases.add(one(PHRASES.getOrDefault(from, ANY), random));
        }
        phrases.add(random.nextInt(phrases.size()), one(ANY, random));
        return new Example(id, label, String.join(" ", phrases));
    }

    private static String one(List<String> phrases, Random random) {
        return phrases.get(random.nextInt(phrases.size()));
    }
}
