package dev.hamlet.training.validation;

import dev.hamlet.training.dataset.Counts;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Grouping;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.TsvReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks for what makes a model bad before there is one. Its findings depend on the data and the bounds only. */
public final class DataChecks {

    /** Stands where bytes could not be read as characters. */
    private static final char REPLACEMENT = '\uFFFD';

    private final CheckOptions options;
    private final List<String> labels;

    /**
     * Checks with these bounds.
     *
     * @param labels the labels that there should be
     */
    public DataChecks(CheckOptions options, List<String> labels) {
        this.options = options;
        this.labels = List.copyOf(labels);
    }

    /**
     * Checks a data set, and the parts it is divided into.
     *
     * @param reading the rows of the data set, bad ones as well
     * @param split its parts, where there can be any
     * @param before what the data set before it was like, where there is one
     */
    public DataReport check(TsvReading reading, Optional<Split> split, Optional<Profile> before) {
        Dataset dataset = reading.dataset();
        List<Finding> findings = new ArrayList<>(ofRows(reading));
        findings.addAll(ofLabels(dataset));
        findings.addAll(ofRepeats(dataset));
        findings.addAll(ofConflicts(dataset));
        split.ifPresent(parts -> findings.addAll(ofLeaks(parts)));
        before.ifPresent(profile -> findings.addAll(new Drift(profile, dataset).findings(options)));
        return new DataReport(dataset.size(), dataset.fingerprint(),
                before.map(Profile::sha256).orElse(DataReport.NONE), findings);
    }

    private List<Finding> ofRows(TsvReading reading) {
        List<String> bad = reading.badRows().stream().map(Object::toString).toList();
        List<String> controlled = ids(reading.dataset(), example -> hasControlCharacter(example.text()));
        return List.of(Finding.of("bad_rows", options.badRows(), bad, "rows that are no label and text"),
                Finding.of("control_characters", options.controlCharacters(),
                        share(controlled.size(), reading.dataset().size()),
                        "as the share of %d texts with a control or replacement character".formatted(
                                controlled.size()),
                        controlled),
                Finding.of("long_texts", options.longTexts(),
                        ids(reading.dataset(), example -> example.text().length() > options.longestText()),
                        "texts of more than %d characters".formatted(options.longestText())));
    }

    private static List<String> ids(Dataset dataset, Predicate<Example> wanted) {
        return dataset.examples().stream().filter(wanted).map(Example::id).toList();
    }

    private static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) || c == REPLACEMENT);
    }

    private List<Finding> ofLabels(Dataset dataset) {
        SortedMap<String, Long> counts = new TreeMap<>();
        labels.forEach(label -> counts.put(label, 0L));
        dataset.examples().forEach(example -> counts.merge(example.label(), 1L, Long::sum));
        Map.Entry<String, Long> rarest = counts.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        List<String> missing = counts.entrySet().stream().filter(label -> label.getValue() == 0).map(Map.Entry::getKey)
                .toList();
        return List.of(
                Finding.of("missing_labels", options.missingLabels(), missing, "labels without a message"),
                Finding.of("label_messages", options.labelMessages(), rarest.getValue(),
                        "messages of " + rarest.getKey()),
                Finding.of("label_share", options.labelShare(), share(rarest.getValue(), dataset.size()),
                        "as the share of " + rarest.getKey()));
    }

    private List<Finding> ofRepeats(Dataset dataset) {
        Counts counts = Counts.of(dataset);
        return List.of(
                Finding.of("repeats", options.repeats(), share(dataset.size() - counts.exact(), dataset.size()),
                        "as the share of %d messages whose text was there before".formatted(
                                dataset.size() - counts.exact())),
                Finding.of("near_repeats", options.nearRepeats(),
                        share(dataset.size() - counts.distinct(), dataset.size()),
                        "as the share of %d such, but for case, punctuation and digits".formatted(
                                dataset.size() - counts.distinct())));
    }

    private List<Finding> ofConflicts(Dataset dataset) {
        return List.of(
                Finding.of("conflicts", options.conflicts(), conflicts(dataset, Grouping.SAME_TEXTS),
                        "texts with several labels"),
                Finding.of("near_conflicts", options.nearConflicts(), conflicts(dataset, Grouping.REPEATS),
                        "such, but for case, punctuation and digits"));
    }

    /** The lines of each text that has several labels. */
    private static List<String> conflicts(Dataset dataset, Grouping grouping) {
        return grouping.groups(dataset).stream()
                .map(group -> group.stream().map(dataset.examples()::get).toList())
                .filter(group -> group.stream().map(Example::label).distinct().count() > 1)
                .map(group -> group.stream().map(example -> example.id() + " " + example.label())
                        .collect(Collectors.joining(" and ")))
                .toList();
    }

    private List<Finding> ofLeaks(Split split) {
        List<String> near = leaks(split, Grouping.NEAR_DUPLICATES);
        return List.of(
                Finding.of("leaks", options.leaks(), leaks(split, Grouping.REPEATS),
                        "messages of the test part that the training part has"),
                Finding.of("near_leaks", options.nearLeaks(), share(near.size(), split.test().size()),
                        "as the share of %d messages of the test part with a near-duplicate in the training part"
                                .formatted(near.size()),
                        near));
    }

    private static List<String> leaks(Split split, Grouping grouping) {
        int trained = split.train().size();
        Dataset both = Dataset.concat(List.of(split.train(), split.test()));
        return grouping.groups(both).stream().filter(group -> group.getFirst() < trained)
                .flatMap(List::stream).filter(i -> i >= trained).sorted().map(i -> both.examples().get(i).id())
                .toList();
    }

    private static double share(long part, int whole) {
        return (double) part / Math.max(1, whole);
    }
}
