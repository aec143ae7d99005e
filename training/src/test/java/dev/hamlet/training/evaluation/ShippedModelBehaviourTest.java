package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.handler.PredictHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the model that ships does with messages written to show what a filter can do. */
class ShippedModelBehaviourTest {

    private static final BehaviourReport REPORT = BehaviourSuite.load().run(PredictHandler.shippedModel());

    /** Where behaviour-capabilities.tsv sends whoever sets its shares anew. */
    @BeforeAll
    static void leaveWhatWasMeasured() throws IOException {
        List<String> lines = REPORT.results().stream().map(each -> String.format(Locale.ROOT, "%s\t%d of %d\t%.3f\t%s",
                each.capability(), each.failed().size(), each.checks(), each.failureRate(), each.failed())).toList();
        Files.write(Path.of("target", "behaviour-measured.tsv"), lines);
    }

    static Stream<Named<BehaviourReport.Result>> results() {
        return REPORT.results().stream().map(result -> Named.of(result.capability(), result));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void failsNoOftenerThanItMay(BehaviourReport.Result result) {
        assertThat(result.failureRate()).as(() -> result.capability() + " fails in " + result.failed())
                .isLessThanOrEqualTo(result.mostFailures());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void hasBoundsThatAreNearWhatWasMeasured(BehaviourReport.Result result) {
        assertThat(result.mostFailures())
                .as(() -> "%s may fail in %.2f of its checks, and fails in %.2f: a better model brings a lower share"
                        .formatted(result.capability(), result.mostFailures(), result.failureRate()))
                .isLessThan(result.failureRate() + 0.25);
    }
}
