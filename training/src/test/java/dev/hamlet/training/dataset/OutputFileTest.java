package dev.hamlet.training.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutputFileTest {

    private static final byte[] CONTENT = "to be".getBytes(UTF_8);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void writesTheFileAndItsFoldersAndNothingElse() throws IOException {
        Path file = folder.resolve("a/b/file");
        OutputFile.write(file, CONTENT);

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void leavesWhatWasThereWhereWritingBreaksOff() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "the last one");

        assertThatIOException().isThrownBy(() -> OutputFile.write(file, out -> {
            out.write(CONTENT);
            throw new IOException("No space left on device");
        })).withMessage(file + ": expected a file that can be written, found No space left on device");
        assertThat(file).hasContent("the last one");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void givesTheFileToThoseWhoMayReadOthersOfItsWriter() throws IOException {
        Path like = Files.write(folder.resolve("like"), CONTENT);
        Path file = folder.resolve("file");
        OutputFile.write(file, CONTENT);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(like));
    }

    @Test
    void writesToWhereALinkLeads() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "the last one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        OutputFile.write(link, CONTENT);

        assertThat(link).isSymbolicLink();
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void writesToWhatIsNoFileAsItIs() throws IOException {
        OutputFile.check(Path.of("/dev/null"));
        OutputFile.write(Path.of("/dev/null"), CONTENT);

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThatIOException().isThrownBy(() -> OutputFile.write(Path.of("/dev/full"), CONTENT))
                .withMessage("/dev/full: expected a file that can be written, found No space left on device");
    }

    @Test
    void leavesAllAsItIsWhenItChecks() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "the last one");
        OutputFile.check(file);
        OutputFile.check(folder.resolve("other"));

        assertThat(file).hasContent("the last one");
        assertThat(folder).isDirectoryContaining("glob:**/file").isDirectoryNotContaining("glob:**other*");
    }

    static Stream<String[]> impossible() {
        return Stream.of(new String[]{"", "a folder at FOLDER"},
                new String[]{"file/model", "a file instead of a folder at FOLDER/file"},
                new String[]{"file/a/b/model", "Not a directory at FOLDER/file/a"});
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("impossible")
    void saysWhyAFileCannotBeWritten(String name, String found) throws IOException {
        Files.createFile(folder.resolve("file"));
        Path file = folder.resolve(name);
        String message = file + ": expected a file that can be written, found "
                + found.replace("FOLDER", folder.toString());

        assertThatIOException().isThrownBy(() -> OutputFile.check(file)).withMessage(message);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> OutputFile.write(file, CONTENT))
                .withMessage(message);
    }

    /** Where not even the superuser may. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void findsOutThatAFolderTakesNoFiles() {
        assertThatIOException().isThrownBy(() -> OutputFile.check(Path.of("/proc/model.hamlet")))
                .withMessageStartingWith("/proc/model.hamlet: expected a file that can be written, found ");
    }
}
