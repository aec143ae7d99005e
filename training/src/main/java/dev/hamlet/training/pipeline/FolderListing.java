package dev.hamlet.training.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a folder, as DVC lists them: all at any depth, whatever {@code .dvcignore} says.
 *
 * @param md5s by path in the folder, with {@code /}
 * @param size bytes in all
 */
record FolderListing(SortedMap<String, String> md5s, long size) {

    static FolderListing of(Path folder) throws IOException {
        SortedMap<String, String> md5s = new TreeMap<>();
        long size = 0;
        for (Path file : files(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            md5s.put(folder.relativize(file).toString().replace('\\', '/'), Md5.of(bytes));
            size += bytes.length;
        }
        return new FolderListing(md5s, size);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** The bytes of DVC's listing: JSON as Python writes it. */
    byte[] json() {
        return md5s.entrySet().stream().map(FolderListing::json).collect(Collectors.joining(", ", "[", "]"))
                .getBytes(UTF_8);
    }

    private static String json(Map.Entry<String, String> file) {
        return "{\"md5\": \"%s\", \"relpath\": \"%s\"}".formatted(file.getValue(), file.getKey().chars()
                .mapToObj(FolderListing::escaped).collect(Collectors.joining()));
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> c >= ' ' && c < 0x7f ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c);
        };
    }

    Artifact artifact(String path) {
        return new Artifact(path, Md5.of(json()) + ".dir", size, OptionalInt.of(md5s.size()));
    }
}
