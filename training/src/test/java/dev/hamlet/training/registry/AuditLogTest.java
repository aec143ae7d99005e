package dev.hamlet.training.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    private Path folder = Path.of("");
    private Path file = Path.of("");
    private Path head = Path.of("");
    private AuditLog log = new AuditLog(folder, Clock.systemUTC());

    @BeforeEach
    void fill() throws IOException {
        file = folder.resolve("audit.jsonl");
        head = folder.resolve("audit.head");
        log = new AuditLog(folder, Clock.fixed(Instant.parse("1601-07-26T10:00:00Z"), ZoneOffset.UTC));
        for (String version : List.of("a", "b", "c")) {
            log.append(AuditEntry.registered(version, "0".repeat(64)), "Horatio");
        }
    }

    @Test
    void tellsWhoDidWhatAndWhen() throws IOException {
        assertThat(log.read()).extracting(AuditEntry::version).containsExactly("a", "b", "c");
        assertThat(log.read()).allSatisfy(entry -> {
            assertThat(entry.time()).isEqualTo("1601-07-26T10:00:00Z");
            assertThat(entry.by()).isEqualTo("Horatio");
            assertThat(entry.action()).isEqualTo(AuditEntry.Action.REGISTERED);
        });
        assertThat(Files.readString(file)).contains("\"action\":\"registered\"");
    }

    @Test
    void isEmptyBeforeAnythingWasDone() throws IOException {
        assertThat(new AuditLog(folder.resolve("other"), Clock.systemUTC()).read()).isEmpty();
    }

    @Test
    void namesTheLineAfterOneThatWasChanged() throws IOException {
        write(file, Files.readString(file).replaceFirst("Horatio", "Laertes"));

        assertRefused("audit.jsonl:2: expected the hash ", "a line was changed or removed");
    }

    @Test
    void namesTheLineAfterOneThatWasRemoved() throws IOException {
        List<String> lines = Files.readAllLines(file);
        write(file, lines.get(0) + "\n" + lines.get(2) + "\n");

        assertRefused("audit.jsonl:2: expected the hash ", "a line was changed or removed");
    }

    @Test
    void noticesThatTheLastLineWasCut() throws IOException {
        List<String> lines = Files.readAllLines(file);
        write(file, lines.get(0) + "\n" + lines.get(1) + "\n");

        assertRefused("audit.jsonl: expected a last line of the hash ", "at line 2: lines were cut or changed");
    }

    @Test
    void noticesThatTheLastLineWasChanged() throws IOException {
        String all = Files.readString(file);
        int last = all.lastIndexOf("Horatio");
        write(file, all.substring(0, last) + "Laertes" + all.substring(last + 7));
        // the head knows the line before as little as the changed one
        assertRefused("audit.jsonl: expected a last line of the hash ", "at line 3: lines were cut or changed");
    }

    @Test
    void noticesThatTheWholeLogOrItsHeadIsGone() throws IOException {
        String all = Files.readString(file);
        Files.delete(file);
        assertRefused("audit.jsonl: expected a last line of the hash ", "at line 0: lines were cut or changed");

        write(file, all);
        Files.delete(head);
        assertRefused("audit.jsonl: expected a last line of the hash " + "0".repeat(64), "at line 3");
    }

    @Test
    void refusesALineThatIsNoEntry() throws IOException {
        write(file, "{}\n" + Files.readString(file));

        assertRefused("audit.jsonl:1: expected a line that Hamlet wrote, found: ");
    }

    @Test
    void dropsALineThatWasNeverWrittenToItsEnd() throws IOException {
        String whole = Files.readString(file);
        write(file, whole + "{\"time\":\"1601-07-2");

        assertThat(log.read()).hasSize(3);
        assertThat(file).hasContent(whole);
    }

    @Test
    void notesALineThatTheHeadDoesNotKnowYet() throws IOException {
        String before = Files.readString(head);
        log.append(AuditEntry.registered("d", "0".repeat(64)), "Horatio");
        String after = Files.readString(head);
        write(head, before);

        assertThat(log.read()).hasSize(4);
        assertThat(head).hasContent(after);
    }

    private void assertRefused(String... parts) {
        assertThatIOException().isThrownBy(() -> log.read()).satisfies(
                e -> assertThat(e.getMessage()).contains(parts));
        assertThatIOException().isThrownBy(() -> log.append(AuditEntry.registered("e", ""), "Horatio"));
    }

    private static void write(Path file, String content) throws IOException {
        Files.writeString(file, content);
    }
}
