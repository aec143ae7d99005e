package dev.hamlet.training;

import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Grouping;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.experiment.LineSplits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a protocol trains and tests on.
 *
 * @param data the labelled messages; the first data set where none is named
 * @param tests what transfer tests on; all other data sets where none is named
 */
record Setups(Parameters parameters, Reading reading, Optional<Path> data, List<Path> tests) {

    /**
     * The setup of a protocol.
     *
     * @throws IOException if a file is missing or has bad rows
     * @throws IllegalArgumentException if the file is too short for the protocol
     */
    Setup of(Protocol protocol) throws IOException {
        return protocol == Protocol.HOLDOUT ? holdout() : fromFile(protocol);
    }

    /** The data sets that transfer tests on where no file is named. */
    List<DataSource> otherDataSets() {
        List<DataSource> all = parameters.dataSets();
        return data.isPresent() ? all : all.subList(1, all.size());
    }

    private Setup holdout() throws IOException {
        var sources = new Sources(reading);
        sources.rememberFetched(parameters);
        return Setup.of(new Split(parameters.readTrain(), parameters.readTest()), parameters.labels(), sources);
    }

    private Setup fromFile(Protocol protocol) throws IOException {
        var sources = new Sources(reading);
        Dataset dataset = data.isPresent()
                ? sources.read(data.get())
                : sources.read(parameters.dataSets().getFirst(), parameters);
        List<String> labels = Sources.labels(dataset, parameters);
        return switch (protocol) {
            case ALMEIDA -> Setup.of(LineSplits.almeida(dataset), labels, sources);
            case LECTURE -> Setup.of(LineSplits.lecture(dataset), labels, sources);
            case CV -> folds(dataset, labels, Grouping.REPEATS, sources);
            case GROUPED_CV -> folds(dataset, labels, Grouping.NEAR_DUPLICATES, sources);
            case TRANSFER -> Setup.of(new Split(dataset, elsewhere(sources).without(dataset)), labels, sources);
            case HOLDOUT -> throw new IllegalStateException("the holdout has files of its own");
        };
    }

    private Setup folds(Dataset dataset, List<String> labels, Grouping grouping, Sources sources) {
        return Setup.crossValidation(dataset, labels, grouping, sources, parameters.randomState());
    }

    private Dataset elsewhere(Sources sources) throws IOException {
        List<Dataset> datasets = new ArrayList<>();
        for (Path file : tests) {
            datasets.add(sources.read(file));
        }
        for (DataSource source : tests.isEmpty() ? otherDataSets() : List.<DataSource>of()) {
            datasets.add(sources.read(source, parameters));
        }
        return Dataset.concat(datasets);
    }
}
