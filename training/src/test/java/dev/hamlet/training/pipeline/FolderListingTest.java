package dev.hamlet.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderListingTest {

    @TempDir
    private Path folder = Path.of("");

    /** What is expected is DVC 3.67's, of the same files in {@code deps} of a stage. */
    @Test
    void namesAFolderAsDvcDoes() throws IOException {
        Files.createDirectories(folder.resolve("in/b"));
        Files.writeString(folder.resolve("in/b/two"), "2\n");
        Files.writeString(folder.resolve("in/b.txt"), "3\n");
        Files.writeString(folder.resolve("in/ä \"€\""), "1\n");

        assertThat(Artifact.of(folder, "in")).isEqualTo(new Artifact("in", "ca9bc709c0abce97274dabecb11b047b.dir", 6,
                OptionalInt.of(3)));
        assertThat(new String(FolderListing.of(folder.resolve("in")).json(), StandardCharsets.UTF_8)).endsWith(
                ", \"relpath\": \"\\u00e4 \\\"\\u20ac\\\"\"}]");
    }

    @Test
    void namesAFileByItsContent() throws IOException {
        Files.writeString(folder.resolve("a"), "1\n");

        // printf '1\n' | md5sum
        assertThat(Artifact.of(folder, "a")).isEqualTo(new Artifact("a", "b026324c6904b2a9cb4b88d6d61c81d1", 2,
                OptionalInt.empty()));
    }
}
