package dev.hamlet.training.pipeline;

import dev.hamlet.training.dataset.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder in which stages run.
 *
 * @param root the folder
 * @param parameters what its parameters file holds: texts, numbers, truth values, lists, and mappings
 */
public record Workspace(Path root, Map<String, Object> parameters) {

    /** The name of the parameters file. */
    public static final String PARAMS = "params.yaml";
    /** The name of the file that tells what every stage was when it last ran. */
    public static final String LOCK = "dvc.lock";

    /**
     * What a stage is now; of its files, those that are there.
     *
     * @throws IllegalArgumentException if there is no such parameter
     */
    LockEntry entry(Stage stage) throws IOException {
        SortedMap<String, Object> values = new TreeMap<>();
        for (String key : stage.params()) {
            values.put(key, parameter(key, stage));
        }
        return new LockEntry(stage.command(), artifacts(stage.deps()), values,
                artifacts(stage.outs().stream().map(Stage.Out::path).toList()));
    }

    private Object parameter(String key, Stage stage) {
        Object value = parameters;
        for (String part : key.split("\\.", -1)) {
            value = value instanceof Map<?, ?> mapping ? mapping.get(part) : null;
        }
        if (value == null) {
            throw new IllegalArgumentException("%s: expected %s, on which %s depends, found none".formatted(PARAMS, key,
                    stage.name()));
        }
        return value;
    }

    private List<Artifact> artifacts(List<String> paths) throws IOException {
        List<Artifact> artifacts = new ArrayList<>();
        for (String path : paths.stream().distinct().sorted(Comparator.naturalOrder()).toList()) {
            if (Files.exists(root.resolve(path))) {
                artifacts.add(Artifact.of(root, path));
            }
        }
        return artifacts;
    }

    /** Deletes the files that a stage will make, so that none is taken for new which is not. */
    void clear(Stage stage) throws IOException {
        for (Stage.Out out : stage.outs()) {
            Path file = root.resolve(out.path());
            if (!out.persistent() && Files.isRegularFile(file)) {
                Files.delete(file);
            }
        }
    }

    /** Writes the lock, and what a stage made to where DVC will look for it. */
    void save(Lock lock, Stage stage) throws IOException {
        for (Stage.Out out : stage.outs()) {
            if (out.cached() && Files.isDirectory(root.resolve(".dvc"))) {
                cache(root.resolve(out.path()));
            }
        }
        OutputFile.write(root.resolve(LOCK), lock.text().getBytes(StandardCharsets.UTF_8));
    }

    private void cache(Path made) throws IOException {
        if (Files.isDirectory(made)) {
            FolderListing listing = FolderListing.of(made);
            for (String file : listing.md5s().keySet()) {
                cache(made.resolve(file));
            }
            cache(Md5.of(listing.json()) + ".dir", listing.json());
        } else {
            byte[] bytes = Files.readAllBytes(made);
            cache(Md5.of(bytes), bytes);
        }
    }

    private void cache(String name, byte[] content) throws IOException {
        Path file = root.resolve(".dvc/cache/files/md5").resolve(name.substring(0, 2)).resolve(name.substring(2));
        if (!Files.exists(file)) {
            OutputFile.write(file, content);
        }
    }
}
