package dev.hamlet.training.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stages in an order in which each comes after those that it depends on. */
public final class Pipeline {

    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

    private final List<Stage> stages;

    /**
     * Orders stages; those that depend on nothing of each other stay in their order.
     *
     * @throws IllegalArgumentException if two make the same, or one depends on itself by way of others
     */
    public Pipeline(List<Stage> stages) {
        this.stages = List.copyOf(stages);
        for (Stage stage : stages) {
            stage.outs().forEach(out -> requireOneMaker(out, stages));
            upTo(stage, new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    private static void requireOneMaker(Stage.Out out, List<Stage> stages) {
        List<String> makers = stages.stream().filter(each -> each.makes(out.path())).map(Stage::name).toList();
        if (makers.size() > 1) {
            throw new IllegalArgumentException("expected one stage that makes %s, found %s".formatted(out.path(),
                    makers));
        }
    }

    /** Adds a stage after all that it depends on. */
    private void upTo(Stage stage, SequencedSet<Stage> ordered, Set<Stage> open) {
        if (ordered.contains(stage)) {
            return;
        }
        if (!open.add(stage)) {
            throw new IllegalArgumentException("expected stages without a cycle, found one through " + stage.name());
        }
        stages.stream().filter(stage::dependsOn).forEach(each -> upTo(each, ordered, open));
        ordered.add(stage);
    }

    /** Runs a stage's command. */
    @FunctionalInterface
    public interface Shell {

        /** Runs it to its end; gives its exit code. */
        int run(String command) throws IOException;
    }

    /**
     * Runs each stage that has changed since it last ran, and notes that it did at once: what comes later may fail.
     *
     * @param targets stages or groups of them, with all that they depend on; all stages if there is none
     * @param force whether to run also what has not changed
     * @return how many stages ran
     * @throws IOException if a stage fails, or leaves out what it should make
     * @throws IllegalArgumentException if there is no stage that a target names
     */
    public int run(List<String> targets, boolean force, Workspace workspace, Lock lock, Shell shell)
            throws IOException {
        int ran = 0;
        for (Stage stage : stages(targets)) {
            List<String> reasons = reasons(stage, force, workspace, lock);
            if (reasons.isEmpty()) {
                log.info("{}: skipped: unchanged", stage.name());
            } else {
                log.info("{}: run: {}", stage.name(), String.join(", ", reasons));
                run(stage, workspace, lock, shell);
                ran++;
            }
        }
        return ran;
    }

    private static void run(Stage stage, Workspace workspace, Lock lock, Shell shell) throws IOException {
        workspace.clear(stage);
        int exitCode = shell.run(stage.command());
        if (exitCode != 0) {
            throw new IOException("%s: expected exit code 0 of \"%s\", found %d".formatted(stage.name(),
                    stage.command(), exitCode));
        }
        LockEntry entry = workspace.entry(stage);
        for (Stage.Out out : stage.outs()) {
            if (entry.outs().stream().noneMatch(made -> made.path().equals(out.path()))) {
                throw new IOException("%s: expected it to make %s, found none".formatted(stage.name(), out.path()));
            }
        }
        lock.put(stage, entry);
        workspace.save(lock, stage);
    }

    /** Tells what would run, and touches nothing. Whether a stage makes something else than before is not known beforehand. */
    public void tell(List<String> targets, boolean force, Workspace workspace, Lock lock) throws IOException {
        List<Stage> running = new ArrayList<>();
        for (Stage stage : stages(targets)) {
            List<String> reasons = reasons(stage, force, workspace, lock);
            List<String> before = running.stream().filter(stage::dependsOn).map(Stage::name).toList();
            if (!reasons.isEmpty()) {
                log.info("{}: would run: {}", stage.name(), String.join(", ", reasons));
            } else if (!before.isEmpty()) {
                log.info("{}: would run if other files come of {}", stage.name(), String.join(", ", before));
            } else {
                log.info("{}: would be skipped: unchanged", stage.name());
            }
            if (!reasons.isEmpty() || !before.isEmpty()) {
                running.add(stage);
            }
        }
    }

    private static List<String> reasons(Stage stage, boolean force, Workspace workspace, Lock lock)
            throws IOException {
        if (force) {
            return List.of("forced");
        }
        LockEntry now = workspace.entry(stage);
        return lock.entry(stage).map(before -> before.changesTo(now)).orElse(List.of("never ran"));
    }

    private SequencedSet<Stage> stages(List<String> targets) {
        for (String target : targets) {
            if (stages.stream().noneMatch(each -> each.isMeantBy(target))) {
                throw new IllegalArgumentException("expected stages of %s, found %s".formatted(
                        stages.stream().map(Stage::name).toList(), target));
            }
        }
        SequencedSet<Stage> ordered = new LinkedHashSet<>();
        stages.stream().filter(each -> targets.isEmpty() || targets.stream().anyMatch(each::isMeantBy))
                .forEach(each -> upTo(each, ordered, new LinkedHashSet<>()));
        return ordered;
    }
}
