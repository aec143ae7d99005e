package dev.hamlet.training.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Labels that came in after a data set was divided, as people give them to messages that the model got wrong. They go to the training part
 * only: the test part stays what it was, message by message, so that a model that learned from them can be compared with one
 * that did not.
 *
 * <p>A text has one label: of several that feedback gives it, the last; and this rather than the one that the training part gives it. What
 * the test part has, by {@link DuplicateKey}, is left out, whatever its label.
 *
 * @param split the parts with the feedback
 * @param added texts that the training part did not have
 * @param relabelled texts that it had, with another label
 * @param known texts that it had, with the same label
 * @param superseded rows whose text comes again, further on
 * @param heldOut texts that the test part has
 * @param contradictions those of them that have another label there, by their ids
 */
public record Feedback(Split split, int added, int relabelled, int known, int superseded, int heldOut,
        List<String> contradictions) {

    /** Copies the list. */
    public Feedback {
        contradictions = List.copyOf(contradictions);
    }

    /** Adds feedback, its rows in the order in which they were given, to parts already divided. */
    public static Feedback on(Split split, Dataset rows) {
        Map<String, Example> latest = new LinkedHashMap<>();
        rows.examples().forEach(row -> latest.put(row.text(), row));
        int superseded = rows.size() - latest.size();
        List<Example> heldOut = takeHeldOut(latest, split.test());
        List<String> contradictions = contradictions(heldOut, split.test());

        List<Example> train = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Set<String> relabelled = new HashSet<>();
        for (Example old : split.train().examples()) {
            Example now = latest.getOrDefault(old.text(), old);
            train.add(new Example(old.id(), now.label(), old.text()));
            if (latest.containsKey(old.text())) {
                (now.label().equals(old.label()) ? known : relabelled).add(old.text());
            }
        }
        known.removeAll(relabelled);
        known.forEach(latest::remove);
        relabelled.forEach(latest::remove);
        train.addAll(latest.values());
        return new Feedback(new Split(new Dataset(train), split.test()), latest.size(), relabelled.size(), known.size(),
                superseded, heldOut.size(), contradictions);
    }

    private static List<Example> takeHeldOut(Map<String, Example> latest, Dataset test) {
        Set<DuplicateKey> keys = new HashSet<>();
        test.examples().forEach(example -> keys.add(DuplicateKey.of(example.text())));
        List<Example> heldOut = latest.values().stream()
                .filter(row -> keys.contains(DuplicateKey.of(row.text()))).toList();
        heldOut.forEach(row -> latest.remove(row.text()));
        return heldOut;
    }

    private static List<String> contradictions(List<Example> heldOut, Dataset test) {
        Map<DuplicateKey, Set<String>> labels = new HashMap<>();
        test.examples().forEach(example -> labels.computeIfAbsent(DuplicateKey.of(example.text()),
                key -> new HashSet<>()).add(example.label()));
        return heldOut.stream().filter(row -> !labels.getOrDefault(DuplicateKey.of(row.text()), Set.of())
                .contains(row.label())).map(Example::id).toList();
    }

    /** {@code 280 added, 3 relabelled, 10 known, 2 superseded, 5 held out, 1 of them under another label}. */
    @Override
    public String toString() {
        return "%d added, %d relabelled, %d known, %d superseded, %d held out, %d of them under another label"
                .formatted(
                        added, relabelled, known, superseded, heldOut, contradictions.size());
    }
}
