package dev.hamlet.training.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.validation.DataReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A report to look at: one HTML file, which is also well-formed XML, with its charts in it. The same experiment gives the
 * same bytes on the same machine; on one with other fonts the labels of the charts may stand elsewhere.
 */
public final class Page {

    private static final Template TEMPLATE = template();

    private Page() {}

    /** The page of an experiment. */
    public static String of(Experiment experiment) {
        List<View.Section> sections = Stream.of(new SummarySections(experiment).sections(),
                new RankingSections(experiment).sections(), new TrainingSections(experiment).sections(),
                new MessageSections(experiment).sections()).flatMap(List::stream).toList();
        return of(new View("Evaluation: " + experiment.protocol(), experiment.question(), experiment.command(),
                sections));
    }

    static String of(View view) {
        return TEMPLATE.execute(view);
    }

    /**
     * The page of what was found in data.
     *
     * @param command what repeats the checks
     */
    public static String of(DataReport report, String command) {
        return TEMPLATE.execute(new View("Data", "What is wrong with the data, and how far is it from the data before?",
                command, List.of(DataSection.of(report))));
    }

    private static Template template() {
        try (InputStream in = Page.class.getResourceAsStream("report.html")) {
            return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true)
                    .compile(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's template in the jar", e);
        }
    }
}
