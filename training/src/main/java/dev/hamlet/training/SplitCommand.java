package dev.hamlet.training;

import dev.hamlet.training.dataset.Counts;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Feedback;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.TsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "split", mixinStandardHelpOptions = true, description = {
    "Divides the messages into a training and a test part that have no message in common.",
    "Feedback goes to the training part, where the last label of a text counts; the test part is the same with and without."})
final class SplitCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(SplitCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = config.load();
        var raw = new RawData(parameters);
        Dataset all = raw.readMessages().complete();
        report(parameters.rawDataConfig().rawDataTsv().toString(), all);
        Dataset rows = raw.readFeedback().complete();
        Feedback feedback = raw.divide(all, rows);
        if (rows.size() > 0) {
            log.info("{} rows of feedback: {}", rows.size(), feedback);
            feedback.contradictions().forEach(id -> log.warn("{}: expected the label of the test part, which stays, "
                    + "found another", id));
        }
        Split split = feedback.split();
        raw.writeLineageOf(split);
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
