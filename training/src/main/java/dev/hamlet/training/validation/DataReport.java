package dev.hamlet.training.validation;

import java.util.List;

/**
 * What the checks found in a data set.
 *
 * @param messages how many messages it has
 * @param sha256 its {@linkplain dev.hamlet.training.dataset.Dataset#fingerprint() fingerprint}
 * @param against that of the data set that it was compared with, or {@value #NONE}
 * @param findings one a check, in a fixed order
 */
public record DataReport(int messages, String sha256, String against, List<Finding> findings) {

    /** Where there is nothing to compare with. */
    public static final String NONE = "none";

    /** Copies the list. */
    public DataReport {
        findings = List.copyOf(findings);
    }

    /** How many checks came to a verdict. */
    public long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }
}
