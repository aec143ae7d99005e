package dev.hamlet.training.page;

import dev.hamlet.training.validation.DataReport;
import dev.hamlet.training.validation.Finding;
import java.util.List;
import java.util.Locale;

/** What the checks found in the data; messages are named, never shown. */
final class DataSection {

    private DataSection() {}

    static View.Section of(DataReport report) {
        String against = report.against().equals(DataReport.NONE)
                ? "Not compared with earlier data: there is no profile of any."
                : "Compared with the data of fingerprint " + report.against() + ".";
        return new View.Section("checks", "Checks", List.of(Numbers.count(report.messages())
                + " messages of fingerprint " + report.sha256() + ". " + against), List.of(), List.of(table(report)));
    }

    private static View.Table table(DataReport report) {
        return new View.Table(
                "Each check with its bound, as the parameters have it. An error stops training, a warning does not. "
                        + "Of the messages concerned at most 20 are named.",
                List.of("Check", "Verdict", "Value", "Expected", "Where"),
                report.findings().stream().map(DataSection::row).toList());
    }

    private static View.Row row(Finding finding) {
        return new View.Row(finding.check(), finding.what(),
                List.of(finding.verdict().name().toLowerCase(Locale.ROOT), finding.number(), finding.expected(),
                        String.join("\n", finding.where())));
    }
}
