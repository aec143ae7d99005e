package dev.hamlet.training.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a stage was when it last ran, or is now.
 *
 * @param command its command line
 * @param deps what it read, by path
 * @param params the parameters that it names and their values: texts, numbers, truth values, lists, and mappings
 * @param outs what it made, by path
 */
public record LockEntry(String command, List<Artifact> deps, SortedMap<String, Object> params, List<Artifact> outs) {

    /** Copies lists and map. */
    public LockEntry {
        deps = List.copyOf(deps);
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
        outs = List.copyOf(outs);
    }

    /** What changed from this to what is now, in words; nothing if the stage need not run. */
    List<String> changesTo(LockEntry now) {
        List<String> changes = new ArrayList<>();
        if (!command.equals(now.command)) {
            changes.add("cmd");
        }
        for (String key : union(params, now.params)) {
            changes.addAll(Values.differences(key, params.get(key), now.params.get(key)).stream()
                    .map(each -> "params " + each).toList());
        }
        changes.addAll(changes("deps", deps, now.deps));
        changes.addAll(changes("outs", outs, now.outs));
        return changes;
    }

    private static List<String> changes(String kind, List<Artifact> before, List<Artifact> now) {
        Map<String, Artifact> old = byPath(before);
        Map<String, Artifact> current = byPath(now);
        return union(old, current).stream().filter(path -> !Values.same(old.get(path), current.get(path)))
                .map(path -> "%s %s%s".formatted(kind, path, current.containsKey(path) ? "" : " missing")).toList();
    }

    private static Map<String, Artifact> byPath(List<Artifact> artifacts) {
        return artifacts.stream().collect(Collectors.toMap(Artifact::path, Function.identity()));
    }

    private static List<String> union(Map<String, ?> one, Map<String, ?> other) {
        TreeMap<String, Object> all = new TreeMap<>(one);
        all.putAll(other);
        return List.copyOf(all.keySet());
    }
}
