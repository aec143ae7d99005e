package dev.hamlet.training.evaluation;

/**
 * How often the checks of a capability may fail.
 *
 * @param name kind and topic: {@code spam.loans}
 * @param mostFailures the share of its checks, in [0, 1]
 * @param why why it is not 0; empty where it is
 */
record Capability(String name, double mostFailures, String why) {

    Capability {
        if (!(mostFailures >= 0 && mostFailures <= 1)) {
            throw new IllegalArgumentException("expected a share from 0 to 1, found " + mostFailures);
        }
        if (mostFailures > 0 && why.isBlank()) {
            throw new IllegalArgumentException("expected a reason for a share above 0, found none");
        }
    }
}
