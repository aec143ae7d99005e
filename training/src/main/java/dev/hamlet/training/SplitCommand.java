package dev.hamlet.training;

import dev.hamlet.training.dataset.Counts;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.dataset.TsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "split", mixinStandardHelpOptions = true, description = "Divides the messages into a training and a test part that have no message in common.")
final class SplitCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(SplitCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = config.load();
        Path raw = parameters.rawDataConfig().rawDataTsv();
        Dataset all = new TsvReader(TsvReader.LABEL_TEXT, Set.copyOf(parameters.labels())).read(raw).complete();
        report(raw.toString(), all);
        Split split = Splitter.split(all, parameters.splitOptions());
        write(split.train(), parameters.processedDataConfig().trainDataTsv());
        write(split.test(), parameters.processedDataConfig().testDataTsv());
        return 0;
    }

    private static void write(Dataset dataset, Path file) throws IOException {
        TsvWriter.write(dataset, file);
        report(file.toString(), dataset);
    }

    private static void report(String file, Dataset dataset) {
        log.info("{}: {}; by label {}", file, Counts.of(dataset), Counts.byLabel(dataset));
    }
}
