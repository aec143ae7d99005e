package dev.hamlet.training.evaluation;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Written messages that show what a filter of text messages can do, whatever it was trained on: label everyday kinds of ham and
 * spam, not mind what means nothing, and move the right way (CheckList: Ribeiro et al., ACL 2020).
 *
 * <p>The checks stand in {@code behaviour.tsv}, how often each capability may fail, and why, in {@code behaviour-capabilities.tsv}.
 * To these come checks that spam which is caught still is under each {@link Disguise}. Immutable and thread-safe.
 */
public final class BehaviourSuite {

    static final String HAM = "ham";
    static final String SPAM = "spam";
    /** The labels of the models that the suite is for, in their order. */
    static final List<String> LABELS = List.of(HAM, SPAM);

    private static final long SEED = 2020;

    private final List<Capability> capabilities;
    private final List<Check> checks;

    BehaviourSuite(List<Capability> capabilities, List<Check> checks) {
        requireSame(capabilities.stream().map(Capability::name).sorted().toList(),
                checks.stream().map(Check::capability).distinct().sorted().toList());
        this.capabilities = List.copyOf(capabilities);
        this.checks = List.copyOf(checks);
    }

    private static void requireSame(List<String> capabilities, List<String> checked) {
        if (!capabilities.equals(checked)) {
            throw new IllegalStateException(
                    "expected the capabilities that checks are about, %s, found %s".formatted(checked, capabilities));
        }
    }

    /** The suite that comes with this jar. */
    public static BehaviourSuite load() {
        List<Check> written = BehaviourFiles.checks();
        List<Check> checks = new ArrayList<>(written);
        checks.addAll(disguised(written.stream().filter(Check.Labelled.class::isInstance)
                .map(Check.Labelled.class::cast).toList()));
        return new BehaviourSuite(BehaviourFiles.capabilities(), checks);
    }

    /** Each spam message under each disguise; the good words are those of the suite's own ham. */
    private static List<Check> disguised(List<Check.Labelled> written) {
        var messages = new Dataset(written.stream().map(each -> new Example(each.id(), each.label(), each.text()))
                .toList());
        List<Check.Labelled> spam = written.stream().filter(each -> each.label().equals(SPAM)).toList();
        return Disguise.all(messages, HAM).stream().flatMap(disguise -> disguised(spam, disguise)).toList();
    }

    private static Stream<Check> disguised(List<Check.Labelled> spam, Disguise disguise) {
        var random = new Random(SEED);
        String capability = "disguise." + disguise.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return spam.stream().map(each -> new Check.Related(each.id() + ' ' + disguise.name(), capability,
                Relation.STAYS_SPAM, each.text(), disguise.apply(each.text(), random)));
    }

    /** All checks, in the files' order, the disguised ones last. */
    List<Check> checks() {
        return checks;
    }

    List<Capability> capabilities() {
        return capabilities;
    }

    /** Whether a model has the labels that the suite is about. */
    public static boolean suits(Model model) {
        return model.metadata().labels().equals(LABELS);
    }

    /**
     * Runs every check.
     *
     * @throws IllegalArgumentException if the model's labels are not ham and spam, in this order
     */
    public BehaviourReport run(Model model) {
        if (!suits(model)) {
            throw new IllegalArgumentException(
                    "expected a model of the labels %s, found %s".formatted(LABELS, model.metadata().labels()));
        }
        return new BehaviourReport(model.version(), capabilities.stream().map(each -> result(model, each)).toList());
    }

    private BehaviourReport.Result result(Model model, Capability capability) {
        List<Check> own = checks.stream().filter(each -> each.capability().equals(capability.name())).toList();
        List<String> failed = own.stream().filter(each -> !each.passes(model)).map(Check::id).toList();
        return new BehaviourReport.Result(capability.name(), own.getFirst().type(), own.size(), failed,
                capability.mostFailures());
    }
}
