package dev.hamlet.training;

import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.evaluation.CurvePoint;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.json.Json;
import dev.hamlet.training.page.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** An experiment as a JSON file, with a page of the same beside it, and its curve in columns for tools that draw such. */
final class Report {

    private Report() {}

    static void write(Experiment experiment, Path file) throws IOException {
        writeJson(experiment, file);
        OutputFile.write(page(file), Page.of(experiment).getBytes(StandardCharsets.UTF_8));
        OutputFile.write(sibling(file, "-curve.tsv"),
                curve(experiment.evaluation().curve()).getBytes(StandardCharsets.UTF_8));
    }

    /** A header and a line for each threshold; of more than two labels the header alone. */
    private static String curve(List<CurvePoint> points) {
        return points.stream().map(each -> "%s\t%s\t%s\t%s\n".formatted(each.threshold(), each.blocked(), each.caught(),
                each.precision())).collect(Collectors.joining("", "threshold\tblocked\tcaught\tprecision\n", ""));
    }

    static void writeJson(Object value, Path file) throws IOException {
        OutputFile.write(file, Json.bytes(value));
    }

    /** Where the page of a report is. */
    static Path page(Path report) {
        return sibling(report, ".html");
    }

    static Path sibling(Path report, String ending) {
        return report.resolveSibling(report.getFileName().toString().replaceFirst("\\.json$", "") + ending);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read, or is no report
     */
    static Experiment read(Path file) throws IOException {
        return readJson(Experiment.class, "evaluate", file);
    }

    /**
     * Reads what {@link #writeJson} wrote.
     *
     * @param command the command that wrote it
     * @throws IOException if the file cannot be read, or is no such report
     */
    static <T> T readJson(Class<T> type, String command, Path file) throws IOException {
        return Json.read(type, "a report that " + command + " wrote", file);
    }
}
