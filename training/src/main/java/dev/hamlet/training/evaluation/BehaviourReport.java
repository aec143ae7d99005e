package dev.hamlet.training.evaluation;

import java.util.List;

/**
 * What a model did in the behaviour suite.
 *
 * @param model the model's version
 * @param results a result a capability, in the suite's order
 */
public record BehaviourReport(String model, List<Result> results) {

    public BehaviourReport {
        results = List.copyOf(results);
    }

    /**
     * How a capability fared.
     *
     * @param capability kind and topic: {@code spam.loans}
     * @param type the kind of test
     * @param checks how many checks it has
     * @param failed the ids of those that failed, {@code file:line}; no texts
     * @param mostFailures the share of failures, in [0, 1], up to which the capability holds
     */
    public record Result(String capability, TestType type, int checks, List<String> failed, double mostFailures) {

        public Result {
            failed = List.copyOf(failed);
        }

        /** The share of the checks that failed, in [0, 1]. */
        public double failureRate() {
            return (double) failed.size() / checks;
        }

        /** Whether no more failed than may. */
        public boolean holds() {
            return failureRate() <= mostFailures;
        }
    }

    /** The results that fail more often than they may: none, for a model that is fit to be shipped. */
    public List<Result> broken() {
        return results.stream().filter(result -> !result.holds()).toList();
    }
}
