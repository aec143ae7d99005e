package dev.hamlet.training;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Grouping;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.experiment.Experiment;
import java.util.List;

/**
 * What a protocol trains and tests on.
 *
 * @param labels the labels
 * @param splits one, or the folds
 * @param inside where choices may be compared: the training part, or with folds all of the data
 * @param grouping what stays in one fold
 * @param sources which file a message is from
 */
record Setup(List<String> labels, List<Split> splits, Dataset inside, Grouping grouping, Sources sources) {

    private static final int FOLDS = 10;
    private static final int FOLDS_INSIDE = 5;

    static Setup of(Split split, List<String> labels, Sources sources) {
        return new Setup(labels, List.of(split), split.train(), Grouping.REPEATS, sources);
    }

    static Setup crossValidation(Dataset dataset, List<String> labels, Grouping grouping, Sources sources, long seed) {
        Dataset distinct = dataset.withoutDuplicates();
        return new Setup(labels, Splitter.folds(distinct, FOLDS, seed, grouping), distinct, grouping, sources);
    }

    boolean hasOneSplit() {
        return splits.size() == 1;
    }

    /** The folds in which choices are compared. */
    List<Split> foldsInside(long seed) {
        return Splitter.folds(inside, FOLDS_INSIDE, seed, grouping);
    }

    List<Experiment.Part> parts() {
        return hasOneSplit()
                ? List.of(part("training", inside), part("test", splits.getFirst().test()))
                : List.of(part("held out in " + splits.size() + " parts, in turn", inside));
    }

    private static Experiment.Part part(String use, Dataset dataset) {
        return new Experiment.Part(use, dataset.size(), dataset.fingerprint());
    }
}
