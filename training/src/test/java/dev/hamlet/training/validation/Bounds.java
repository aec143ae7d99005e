package dev.hamlet.training.validation;

import java.util.Map;
import java.util.TreeMap;

/** Bounds for tests. */
final class Bounds {

    /** All of them as tight as they can be. */
    static final CheckOptions TIGHT = new CheckOptions(none(), none(), 20, none(), none(),
            Bound.atLeast(3, Verdict.ERROR), Bound.atLeast(0.3, Verdict.WARNING), none(), none(), none(), none(),
            none(),
            none(), 0.05, none(), none(), none(), none());

    private Bounds() {}

    private static Bound none() {
        return Bound.atMost(0, Verdict.ERROR);
    }

    /** The findings by check, but for those that are well. */
    static Map<String, String> problems(DataReport report) {
        Map<String, String> problems = new TreeMap<>();
        report.findings().stream().filter(finding -> finding.verdict() != Verdict.OK)
                .forEach(finding -> problems.put(finding.check(), finding.verdict() + " " + finding));
        return problems;
    }
}
