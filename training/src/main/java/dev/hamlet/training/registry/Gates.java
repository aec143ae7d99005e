package dev.hamlet.training.registry;

import dev.hamlet.model.Model;
import dev.hamlet.model.ModelSignature;
import dev.hamlet.model.ModelSignatureException;
import dev.hamlet.training.evaluation.BehaviourReport;
import dev.hamlet.training.evaluation.BehaviourSuite;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.evaluation.PairedComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a version before an alias moves to it. All gates are looked at, whatever the first of them says.
 *
 * @param limits what must hold
 * @param publicKey what a version must be signed by, if it must
 * @param seed of the intervals
 * @param nanos the time, in nanoseconds from any point
 */
public record Gates(GateLimits limits, Optional<String> publicKey, long seed, LongSupplier nanos) {

    private static final String MCC = "mcc";
    private static final String NOTHING_TO_COMPARE = "nothing to compare with";

    List<GateResult> check(VersionFolder version, Standing standing) throws IOException {
        List<GateResult> results = new ArrayList<>(intact(standing));
        if (results.stream().anyMatch(GateResult::isFailed)) {
            // what is not as it was registered is not worth a look
            return results;
        }
        for (Gate gate : Gate.values()) {
            if (standing.alias().asksFor(gate)) {
                results.addAll(switch (gate) {
                    case INTACT -> List.of();
                    case REVIEW -> List.of(review(standing));
                    case CHAMPION -> List.of(champion(version, standing));
                    case FLOORS -> floors(version);
                    case LOSS -> loss(version, standing.replaced());
                    case BEHAVIOUR -> behaviour(version.model());
                    case SIZE -> List.of(size(version));
                    case SPEED -> List.of(speed(version, standing.replaced()));
                    case SIGNATURE -> List.of(signature(version));
                });
            }
        }
        return results;
    }

    private static List<GateResult> intact(Standing standing) {
        String expected = "every file as it was registered";
        return standing.problems().isEmpty()
                ? List.of(GateResult.of(Gate.INTACT, "files", true, expected, expected))
                : standing.problems().stream()
                        .map(problem -> GateResult.of(Gate.INTACT, "files", false, problem, expected)).toList();
    }

    private static GateResult review(Standing standing) {
        boolean ships = standing.alias() == Alias.PROD;
        boolean holds = ships ? standing.review() == Review.APPROVED : standing.review() != Review.REJECTED;
        return GateResult.of(Gate.REVIEW, "decision", holds,
                standing.review() + (standing.reviewer().isEmpty() ? "" : " by " + standing.reviewer()),
                ships ? "approved by a person (review VERSION --approve)" : "not rejected");
    }

    private static GateResult champion(VersionFolder version, Standing standing) {
        return GateResult.of(Gate.CHAMPION, "champion", standing.champion().equals(Optional.of(version.version())),
                standing.champion().orElse("none"), version.version());
    }

    private List<GateResult> floors(VersionFolder version) throws IOException {
        Map<String, Interval> figures = version.figures();
        List<GateResult> results = new ArrayList<>();
        limits.atLeast().forEach((name, bound) -> {
            Interval figure = figures.get(name);
            results.add(GateResult.of(Gate.FLOORS, name, figure != null && figure.low() >= bound, text(figure),
                    "a low end of at least " + decimal(bound)));
        });
        limits.atMost().forEach((name, bound) -> {
            Interval figure = figures.get(name);
            results.add(GateResult.of(Gate.FLOORS, name, figure != null && figure.high() <= bound, text(figure),
                    "a high end of at most " + decimal(bound)));
        });
        return results;
    }

    private List<GateResult> loss(VersionFolder version, Optional<VersionFolder> replaced) throws IOException {
        if (replaced.isEmpty()) {
            return List.of(GateResult.of(Gate.LOSS, MCC, true, NOTHING_TO_COMPARE, "no loss"));
        }
        PairedComparison comparison;
        try {
            comparison = PairedComparison.of(replaced.get().predictions(), version.predictions(),
                    version.model().metadata().labels(), seed);
        } catch (IllegalArgumentException e) {
            return List
                    .of(GateResult.of(Gate.LOSS, MCC, false, String.valueOf(e.getMessage()), "predictions of version "
                            + replaced.get().version() + " for the same messages"));
        }
        List<GateResult> results = new ArrayList<>();
        results.add(loss(MCC, comparison.differences()));
        comparison.slices().stream().filter(slice -> !slice.small() && slice.differences().containsKey(MCC))
                .forEach(slice -> results.add(loss(MCC + ", " + slice.slice(), slice.differences())));
        return results;
    }

    private GateResult loss(String subject, Map<String, Interval> differences) {
        Interval difference = Objects.requireNonNull(differences.get(MCC));
        return GateResult.of(Gate.LOSS, subject, difference.high() >= -limits.lossTolerance(),
                String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", difference.value(), difference.low(),
                        difference.high()),
                "a difference that may be " + decimal(0 - limits.lossTolerance()) + " or more");
    }

    private static List<GateResult> behaviour(Model model) {
        if (!BehaviourSuite.suits(model)) {
            return List.of(GateResult.of(Gate.BEHAVIOUR, "suite", true, "labels that the suite is not about",
                    "no capability broken"));
        }
        BehaviourReport report = BehaviourSuite.load().run(model);
        List<GateResult> broken = report.broken().stream().map(result -> GateResult.of(Gate.BEHAVIOUR,
                result.capability(), false, decimal(result.failureRate()) + " of its checks failed",
                "at most " + decimal(result.mostFailures()))).toList();
        return broken.isEmpty()
                ? List.of(GateResult.of(Gate.BEHAVIOUR, "suite", true,
                        report.results().size() + " capabilities hold", "no capability broken"))
                : broken;
    }

    private GateResult size(VersionFolder version) throws IOException {
        long bytes = Files.size(version.file(Publisher.MODEL));
        return GateResult.of(Gate.SIZE, "bytes", bytes <= limits.maxBytes(), Long.toString(bytes),
                "at most " + limits.maxBytes());
    }

    private GateResult speed(VersionFolder version, Optional<VersionFolder> replaced) throws IOException {
        String expected = "at most %s times the time of the version before".formatted(decimal(limits.maxSlowdown()));
        if (replaced.isEmpty()) {
            return GateResult.of(Gate.SPEED, "time", true, NOTHING_TO_COMPARE, expected);
        }
        List<String> texts = GoldenTexts.texts(Files.readString(version.file(Publisher.GOLDEN)));
        double slowdown = new Slowdown(texts, nanos).of(version.model(), replaced.get().model());
        return GateResult.of(Gate.SPEED, "time", slowdown <= limits.maxSlowdown(),
                String.format(Locale.ROOT, "%.2f times", slowdown),
                expected);
    }

    private GateResult signature(VersionFolder version) throws IOException {
        String expected = "signed by the public key";
        if (publicKey.isEmpty()) {
            return GateResult.of(Gate.SIGNATURE, Publisher.MODEL, true, "no key to hold it to", expected);
        }
        if (!Files.exists(version.file(Publisher.SIGNATURE))) {
            return GateResult.of(Gate.SIGNATURE, Publisher.MODEL, false, "no signature", expected);
        }
        try {
            ModelSignature.verify(Files.readAllBytes(version.file(Publisher.MODEL)),
                    Files.readAllBytes(version.file(Publisher.SIGNATURE)), publicKey.get(), Publisher.MODEL);
            return GateResult.of(Gate.SIGNATURE, Publisher.MODEL, true, expected, expected);
        } catch (ModelSignatureException e) {
            return GateResult.of(Gate.SIGNATURE, Publisher.MODEL, false, String.valueOf(e.getMessage()), expected);
        }
    }

    private static String text(@Nullable Interval figure) {
        return figure == null
                ? "none"
                : "%s (%s to %s)".formatted(decimal(figure.value()), decimal(figure.low()), decimal(figure.high()));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
