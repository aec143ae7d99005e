package dev.hamlet.training.pipeline;

import java.util.List;

/**
 * A step from files and parameters to files.
 *
 * @param name its name; that of one of several made of a pattern is {@code group@key}
 * @param command a command line for the shell
 * @param deps the files and folders that it reads
 * @param params the keys of the parameters that shape what it makes, such as {@code threshold.folds}
 * @param outs what it makes, metrics and plots included
 */
public record Stage(String name, String command, List<String> deps, List<String> params, List<Out> outs) {

    /** Copies the lists. */
    public Stage {
        deps = List.copyOf(deps);
        params = List.copyOf(params);
        outs = List.copyOf(outs);
    }

    /**
     * A file or folder that a stage makes.
     *
     * @param path where
     * @param cached whether DVC keeps its content
     * @param persistent whether it is left in place while the stage runs
     */
    public record Out(String path, boolean cached, boolean persistent) {}

    /** Whether a target means this stage: by its name, or by that of its group. */
    boolean isMeantBy(String target) {
        return name.equals(target) || name.startsWith(target + "@");
    }

    /** Whether this stage reads something that another makes. */
    boolean dependsOn(Stage other) {
        return deps.stream().anyMatch(other::makes);
    }

    /** Whether this stage makes a path, something in it, or the folder that it is in. */
    boolean makes(String path) {
        return outs.stream().map(Out::path).anyMatch(
                out -> out.equals(path) || out.startsWith(path + "/") || path.startsWith(out + "/"));
    }
}
