package dev.hamlet.training.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Divides data sets so that a model is never tested on a message it has seen: repeats, by {@link DuplicateKey}, stay on
 * one side, or whatever else a {@link Grouping} keeps together. Each label is divided by itself, so that it is as frequent on one side as on the other.
 *
 * <p>The result depends on the examples, their order and the seed only. Shuffling draws from {@link Random}, whose
 * algorithm is part of its specification.
 */
public final class Splitter {

    private Splitter() {}

    /**
     * Holds out a part of each label: its share of the ratio, to the nearest message, less what a group of repeats would
     * overshoot it by, which is less than the size of the smallest group not held out.
     *
     * @throws IllegalArgumentException if a side would have no example, for want of different messages
     */
    public static Split split(Dataset dataset, SplitOptions options) {
        boolean[] heldOut = new boolean[dataset.size()];
        for (List<Group> groups : shuffledGroupsByLabel(dataset, options.seed(), Grouping.REPEATS).values()) {
            long room = Math.round(options.testRatio() * groups.stream().mapToLong(Group::size).sum());
            for (Group group : groups) {
                if (group.size() <= room) {
                    room -= group.size();
                    group.indexes().forEach(i -> heldOut[i] = true);
                }
            }
        }
        return splitBy(dataset, i -> heldOut[i]);
    }

    /**
     * Divides into {@code k} parts and holds out each in turn, for cross-validation: every example is in the test part of
     * exactly one fold. Of each label, two folds hold out numbers that differ by the size of its largest group
     * at most.
     *
     * @param k how many folds, 2 or more
     * @param seed where the shuffling starts
     * @throws IllegalArgumentException if {@code k} is below 2 or there are fewer different messages than folds
     */
    public static List<Split> folds(Dataset dataset, int k, long seed) {
        return folds(dataset, k, seed, Grouping.REPEATS);
    }

    /**
     * The same, where another grouping says what stays together.
     *
     * @throws IllegalArgumentException if {@code k} is below 2 or there are fewer groups than folds
     */
    public static List<Split> folds(Dataset dataset, int k, long seed, Grouping grouping) {
        if (k < 2) {
            throw new IllegalArgumentException("expected 2 folds or more, found %d".formatted(k));
        }
        int[] foldOf = new int[dataset.size()];
        int[] sizes = new int[k];
        for (List<Group> groups : shuffledGroupsByLabel(dataset, seed, grouping).values()) {
            deal(groups, foldOf, sizes);
        }
        return IntStream.range(0, k).mapToObj(fold -> splitBy(dataset, i -> foldOf[i] == fold)).toList();
    }

    /** Gives the groups of one label to the folds, the largest first, each to the fold with the fewest so far. */
    private static void deal(List<Group> groups, int[] foldOf, int[] sizes) {
        int[] sizesOfLabel = new int[sizes.length];
        Comparator<Integer> emptier = Comparator.<Integer>comparingInt(fold -> sizesOfLabel[fold])
                .thenComparingInt(fold -> sizes[fold])
                .thenComparing(Comparator.naturalOrder());
        groups.sort(Comparator.comparingInt(Group::size).reversed());
        for (Group group : groups) {
            int fold = IntStream.range(0, sizes.length).boxed().min(emptier).orElseThrow();
            sizesOfLabel[fold] += group.size();
            sizes[fold] += group.size();
            group.indexes().forEach(i -> foldOf[i] = fold);
        }
    }

    private static Split splitBy(Dataset dataset, IntPredicate heldOut) {
        return new Split(select(dataset, heldOut.negate()), select(dataset, heldOut));
    }

    private static Dataset select(Dataset dataset, IntPredicate wanted) {
        return new Dataset(
                IntStream.range(0, dataset.size()).filter(wanted).mapToObj(dataset.examples()::get).toList());
    }

    private static SortedMap<String, List<Group>> shuffledGroupsByLabel(Dataset dataset, long seed,
            Grouping grouping) {
        SortedMap<String, List<Group>> byLabel = new TreeMap<>();
        for (List<Integer> indexes : grouping.groups(dataset)) {
            var group = new Group(commonest(dataset, indexes), indexes);
            byLabel.computeIfAbsent(group.label(), label -> new ArrayList<>()).add(group);
        }
        Random random = new Random(mixed(seed));
        byLabel.values().forEach(groups -> Collections.shuffle(groups, random));
        return byLabel;
    }

    /** Neighbouring seeds have {@link Random} draw nearly alike; MurmurHash3's finalizer (A. Appleby) parts them. */
    private static long mixed(long seed) {
        long mixed = (seed ^ (seed >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    /** The label that most of the group have; of several such, the first in the order of their characters. */
    private static String commonest(Dataset dataset, Collection<Integer> group) {
        Map<String, Long> counts = group.stream().map(i -> dataset.examples().get(i).label()).collect(
                Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Comparator<Map.Entry<String, Long>> commonestFirst = Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey());
        return counts.entrySet().stream().min(commonestFirst).orElseThrow().getKey();
    }

    /** Messages that stay together: positions in the data set, and the label they are divided under. */
    private record Group(String label, List<Integer> indexes) {

        int size() {
            return indexes.size();
        }
    }
}
