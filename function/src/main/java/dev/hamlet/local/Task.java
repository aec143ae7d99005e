package dev.hamlet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file to be read, and one to be written.
 *
 * @param in where rows are
 * @param format how they are written
 * @param out where answers go
 */
record Task(Path in, Format format, Path out) {

    private static final String ANSWERS = ".answers.jsonl";
    private static final String ANY_DEPTH = "**/";

    /**
     * Finds the files, in the order of their names. Of a folder, these are the files whose names tell a format, whichever folder below they are in,
     * but hidden ones and answers; of a pattern, those that match it, but answers.
     *
     * @param in a file, a folder or a pattern, such as {@code data/*.csv}
     * @param out a file or a folder for a file; else a folder, in which answers have their inputs' folders and names
     * @param format how rows are written; null if names tell
     * @throws IOException if there are none, a name tells no format, or {@code out} is of the wrong kind
     */
    static List<Task> of(String in, String out, @Nullable Format format) throws IOException {
        Path path = Path.of(in);
        Path target = Path.of(out);
        if (Files.isRegularFile(path)) {
            boolean folder = Files.isDirectory(target) || out.endsWith("/");
            return List.of(of(path, folder ? answers(target, nameOf(path)) : target, format));
        }
        if (Files.isDirectory(path)) {
            return all(path, file -> !isHidden(file) && Format.ofFile(nameOf(file).toString()) != null, target, format,
                    in);
        }
        Path base = base(path);
        if (Files.exists(path) || base.equals(path)) {
            throw new IOException("expected a file, a folder or a pattern after --in, found "
                    + (Files.exists(path) ? "something else" : "none") + " at " + in);
        }
        Path folder = base.toString().isEmpty() ? Path.of(".") : base;
        return all(folder, matcher(path.subpath(base.toString().isEmpty() ? 0 : base.getNameCount(),
                path.getNameCount()).toString()), target, format, in);
    }

    /** What of a pattern comes before its first special character's name. */
    private static Path base(Path pattern) {
        Path base = pattern;
        for (Path path = pattern; path != null; path = path.getParent()) {
            Path name = path.getFileName();
            if (name != null && name.toString().matches(".*[*?\\[{].*")) {
                Path parent = path.getParent();
                base = parent == null ? Path.of("") : parent;
            }
        }
        return base;
    }

    private static Predicate<Path> matcher(String pattern) throws IOException {
        // Java's own would want a folder there
        String glob = pattern.startsWith(ANY_DEPTH) ? "{**/,}" + pattern.substring(ANY_DEPTH.length()) : pattern;
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return matcher::matches;
        } catch (PatternSyntaxException e) {
            throw new IOException("expected a pattern after --in, found \"" + pattern + "\"", e);
        }
    }

    private static List<Task> all(Path folder, Predicate<Path> which, Path out, @Nullable Format format, String in)
            throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new IOException(
                    "expected a folder after --out for the answers to " + in + ", found a file at " + out);
        }
        List<Task> tasks = new ArrayList<>();
        for (Path file : files(folder, which)) {
            tasks.add(of(folder.resolve(file), answers(out, file), format));
        }
        if (tasks.isEmpty()) {
            throw new IOException("expected files of rows (.csv, .tsv, .jsonl or .ndjson, perhaps with .gz) in " + in
                    + ", found none");
        }
        return tasks;
    }

    /** Those of the files below a folder, by their paths from there. */
    private static List<Path> files(Path folder, Predicate<Path> which) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Path real = folder.toRealPath();
        try (Stream<Path> all = Files.walk(real)) {
            return all.filter(Files::isRegularFile).map(real::relativize).filter(which)
                    .filter(file -> !file.toString().endsWith(ANSWERS)).sorted().toList();
        } catch (UncheckedIOException e) {
            throw new IOException("expected to read every folder in " + folder + ", found: " + e.getMessage(), e);
        }
    }

    private static boolean isHidden(Path file) {
        for (Path name : file) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static Path answers(Path folder, Path file) {
        Path target = folder.resolve(file);
        return target.resolveSibling(target.getFileName() + ANSWERS);
    }

    private static Path nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file : name;
    }

    private static Task of(Path in, Path out, @Nullable Format format) throws IOException {
        Format known = format == null ? Format.ofFile(nameOf(in).toString()) : format;
        if (known == null) {
            throw new IOException(in + ": expected a name that ends in .csv, .tsv, .jsonl or .ndjson, perhaps with .gz,"
                    + " found another; say --format csv, tsv or jsonl");
        }
        if (Files.exists(out) && Files.isSameFile(in, out)) {
            throw new IOException(out + ": expected another file for the answers, found the one that is read");
        }
        if (Files.exists(out) && !Files.isRegularFile(out)) {
            throw new IOException(out + ": expected a file for the answers, found something else");
        }
        return new Task(in, known, out);
    }
}
