package dev.hamlet.training;

import dev.hamlet.training.dataset.BadRow;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.TsvReading;
import dev.hamlet.training.page.Page;
import dev.hamlet.training.registry.Publisher;
import dev.hamlet.training.validation.DataChecks;
import dev.hamlet.training.validation.DataReport;
import dev.hamlet.training.validation.Finding;
import dev.hamlet.training.validation.Profile;
import dev.hamlet.training.validation.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "check", mixinStandardHelpOptions = true, description = {
    "Checks the data before anything is trained on it: rows, labels, repeats, conflicting labels, leaks between the "
            + "parts, and drift against the data that the shipped model learned from. Writes a report, "
            + "data.json, the same as a page, and what the data is like, profile.json, beside the evaluation's.",
    "The parameters' checks say what is an error, which stops, and what a warning, which does not."})
final class CheckCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(CheckCommand.class);
    private static final String REPORT = "data.json";

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Option(names = "--against", paramLabel = "FILE", description = "what earlier data was like: a profile.json, or the folder of one "
            + "(default: what publish left with the shipped model)")
    private Optional<Path> against = Optional.empty();
    @Option(names = "--parts", description = "look for leaks in the parts that split wrote, not in those that it would write")
    private boolean parts;

    @Override
    public Integer call() throws IOException {
        Parameters parameters = config.load();
        Path file = parameters.reportPath().resolveSibling(REPORT);
        OutputFile.check(file);
        var raw = new RawData(parameters);
        TsvReading messages = raw.readMessages();
        TsvReading feedback = raw.readFeedback();
        Optional<Split> split = split(parameters, messages.dataset(), feedback.dataset());
        TsvReading reading = withFeedback(messages, feedback, split);
        var checks = new DataChecks(parameters.checksOrShipped(), parameters.labels());
        DataReport report = checks.check(reading, split, before(parameters));
        Report.writeJson(report, file);
        String command = "./hamlet check" + (parts ? " --parts" : "");
        OutputFile.write(Report.page(file), Page.of(report, command).getBytes(StandardCharsets.UTF_8));
        Report.writeJson(Profile.of(reading.dataset()), file.resolveSibling(Publisher.PROFILE));
        report.findings().forEach(CheckCommand::tell);
        log.info("{}: {} messages, {} errors, {} warnings", file, report.messages(),
                report.count(Verdict.ERROR), report.count(Verdict.WARNING));
        return report.count(Verdict.ERROR) > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** What will be trained and tested on: where there is feedback, its labels count. */
    private static TsvReading withFeedback(TsvReading messages, TsvReading feedback, Optional<Split> split) {
        if (feedback.dataset().size() == 0 || split.isEmpty()) {
            return messages;
        }
        List<BadRow> bad = Stream.concat(messages.badRows().stream(), feedback.badRows().stream()).toList();
        return new TsvReading(Dataset.concat(List.of(split.get().train(), split.get().test())), bad);
    }

    private Optional<Split> split(Parameters parameters, Dataset messages, Dataset feedback) throws IOException {
        try {
            return Optional.of(parts
                    ? new Split(parameters.readTrain(), parameters.readTest())
                    : new RawData(parameters).divide(messages, feedback).split());
        } catch (IllegalArgumentException e) {
            log.warn("no leaks looked for: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Profile> before(Parameters parameters) throws IOException {
        Path given = against.orElse(parameters.publish().targetDir());
        Path file = Files.isDirectory(given) ? given.resolve(Publisher.PROFILE) : given;
        if (against.isEmpty() && !Files.exists(file)) {
            log.info("no drift looked for: there is no earlier data's profile at {}", file);
            return Optional.empty();
        }
        return Optional.of(Report.readJson(Profile.class, "check or publish", file));
    }

    private static void tell(Finding finding) {
        switch (finding.verdict()) {
            case OK -> log.info("{}", finding);
            case WARNING -> log.warn("{}", finding);
            case ERROR -> log.error("{}", finding);
        }
    }
}
