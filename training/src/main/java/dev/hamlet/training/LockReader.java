package dev.hamlet.training;

import dev.hamlet.training.pipeline.Artifact;
import dev.hamlet.training.pipeline.Lock;
import dev.hamlet.training.pipeline.LockEntry;
import dev.hamlet.training.pipeline.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a {@code dvc.lock}, whether DVC or {@link Lock} wrote it. */
final class LockReader {

    private final Path file;

    LockReader(Path file) {
        this.file = file;
    }

    /**
     * Reads the file; where there is none, nothing has run.
     *
     * @throws IOException if it cannot be read, or is of another form
     */
    Lock read() throws IOException {
        SequencedMap<String, LockEntry> entries = new LinkedHashMap<>();
        if (Files.exists(file)) {
            Map<String, Object> root = values(Files.readString(file));
            if (!Lock.SCHEMA.equals(root.get("schema"))) {
                throw new IOException("%s: expected schema '%s', found %s".formatted(file, Lock.SCHEMA,
                        root.get("schema")));
            }
            for (var stage : mapping(root.getOrDefault("stages", Map.of())).entrySet()) {
                entries.put(String.valueOf(stage.getKey()), entry(mapping(stage.getValue())));
            }
        }
        return new Lock(entries);
    }

    private Map<String, Object> values(String text) throws IOException {
        if (YamlReader.read(file.toString(), text) instanceof YamlNode.Mapping mapping) {
            return YamlValues.of(mapping);
        }
        throw malformed();
    }

    private LockEntry entry(Map<?, ?> stage) throws IOException {
        SortedMap<String, Object> params = new TreeMap<>();
        Map<?, ?> files = stage.containsKey("params") ? mapping(stage.get("params")) : Map.of();
        if (files.get(Workspace.PARAMS) instanceof Map<?, ?> ours) {
            ours.forEach((key, value) -> params.put(String.valueOf(key), value));
        }
        return new LockEntry(String.valueOf(stage.get("cmd")), artifacts(stage.get("deps")), params,
                artifacts(stage.get("outs")));
    }

    private List<Artifact> artifacts(@Nullable Object list) throws IOException {
        List<Artifact> artifacts = new ArrayList<>();
        for (Object each : list instanceof List<?> items ? items : List.of()) {
            Map<?, ?> item = mapping(each);
            if (!(item.get("size") instanceof Number size)) {
                throw malformed();
            }
            OptionalInt files = item.get("nfiles") instanceof Integer count
                    ? OptionalInt.of(count)
                    : OptionalInt.empty();
            artifacts.add(new Artifact(String.valueOf(item.get("path")), String.valueOf(item.get("md5")),
                    size.longValue(), files));
        }
        return artifacts;
    }

    private Map<?, ?> mapping(@Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> mapping) {
            return mapping;
        }
        throw malformed();
    }

    private IOException malformed() {
        return new IOException("%s: expected what DVC 3 writes, found another form; without the file all stages run"
                .formatted(file));
    }
}
