package dev.hamlet.training;

import dev.hamlet.training.dataset.Counts;
import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.dataset.TsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "split", mixinStandardHelpOptions = true, description = "Divides the data sets into a training and a test part that have no message in common.")
final class SplitCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(SplitCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private Reading reading = new Reading();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = config.load();
        List<Dataset> datasets = new ArrayList<>();
        for (DataSource source : parameters.dataSets()) {
            var reader = new TsvReader(source.columns(), Set.copyOf(parameters.labels()));
            datasets.add(reading.read(reader, parameters.rawFolder().resolve(source.file())));
        }
        Dataset all = Dataset.concat(datasets);
        report("read", all);
        Split split = Splitter.split(all, parameters.split());
        write("train", split.train(), parameters.trainFile());
        write("test", split.test(), parameters.testFile());
        return 0;
    }

    private static void write(String part, Dataset dataset, Path file) throws IOException {
        TsvWriter.write(dataset, file);
        report(part + " → " + file, dataset);
    }

    private static void report(String what, Dataset dataset) {
        log.info("{}: {}; by label {}", what, Counts.of(dataset), Counts.byLabel(dataset));
    }
}
