package dev.hamlet.training.tracking;

import dev.hamlet.training.dataset.OutputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run has to say for itself, while it works. Not for use by several threads. */
public final class RunLog {

    private final SortedMap<String, String> parameters = new TreeMap<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final SortedMap<String, String> tags = new TreeMap<>();
    private final SequencedMap<String, OutputFile.Content> artifacts = new LinkedHashMap<>();

    /** Adds what shapes the run. */
    public void parameters(Map<String, String> more) {
        parameters.putAll(more);
    }

    /** Adds one thing that shapes it. */
    public void parameter(String name, String value) {
        parameters.put(name, value);
    }

    /** Adds a figure. */
    public void metric(String name, double value) {
        metric(name, value, 0);
    }

    /** Adds one of several figures of a name. */
    public void metric(String name, double value, int step) {
        metrics.add(new Metric(name, value, step));
    }

    /** Adds what else is to be known; a later value takes an earlier one's place. */
    public void tag(String name, String value) {
        tags.put(name, value);
    }

    /** Adds a file that the run makes, to be kept under its name when the run ends. */
    public void artifact(Path file) {
        artifact(String.valueOf(file.getFileName()), file);
    }

    /** Adds a file, to be kept under another name, with {@code /} before it where it is in a folder. */
    public void artifact(String name, Path file) {
        artifacts.put(name, out -> Files.copy(file, out));
    }

    /** Adds what is to be kept as a file. */
    public void artifact(String name, byte[] content) {
        artifacts.put(name, out -> out.write(content));
    }

    SortedMap<String, String> parameters() {
        return parameters;
    }

    List<Metric> metrics() {
        return metrics;
    }

    SortedMap<String, String> tags() {
        return tags;
    }

    SequencedMap<String, OutputFile.Content> artifacts() {
        return artifacts;
    }
}
