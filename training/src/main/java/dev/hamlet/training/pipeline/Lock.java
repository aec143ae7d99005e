package dev.hamlet.training.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What every stage was when it last ran: {@code dvc.lock}. Of its form, schema 2.0, all is DVC's: order, indentation, broken lines.
 */
public final class Lock {

    /** The version of the form. */
    public static final String SCHEMA = "2.0";

    private final SequencedMap<String, LockEntry> entries;

    /**
     * @param entries by stage, in the order of the file
     */
    public Lock(SequencedMap<String, LockEntry> entries) {
        this.entries = new LinkedHashMap<>(entries);
    }

    Optional<LockEntry> entry(Stage stage) {
        return Optional.ofNullable(entries.get(stage.name()));
    }

    /** Notes that a stage ran. */
    void put(Stage stage, LockEntry entry) {
        entries.put(stage.name(), entry);
    }

    /** The file's text. */
    public String text() {
        SequencedMap<String, Object> stages = new LinkedHashMap<>();
        entries.forEach((name, entry) -> stages.put(name, tree(entry)));
        SequencedMap<String, Object> file = new LinkedHashMap<>();
        file.put("schema", SCHEMA);
        file.put("stages", stages);
        return YamlText.of(file);
    }

    private static Map<String, Object> tree(LockEntry entry) {
        SequencedMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("cmd", entry.command());
        addAll("deps", entry.deps(), tree);
        if (!entry.params().isEmpty()) {
            tree.put("params", Map.of(Workspace.PARAMS, entry.params()));
        }
        addAll("outs", entry.outs(), tree);
        return tree;
    }

    private static void addAll(String key, List<Artifact> artifacts, Map<String, Object> tree) {
        List<Object> list = new ArrayList<>();
        for (Artifact each : artifacts) {
            SequencedMap<String, Object> item = new LinkedHashMap<>();
            item.put("path", each.path());
            item.put("hash", "md5");
            item.put("md5", each.md5());
            item.put("size", each.size());
            each.files().ifPresent(files -> item.put("nfiles", files));
            list.add(item);
        }
        if (!list.isEmpty()) {
            tree.put(key, list);
        }
    }
}
