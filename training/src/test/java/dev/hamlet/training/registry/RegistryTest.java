package dev.hamlet.training.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.hamlet.training.dataset.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("1601-07-26T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder = Path.of("");
    private final List<String> told = new ArrayList<>();
    private Registry registry = new Registry(folder, CLOCK, new Ear(told));

    /** Hears what a registry tells. */
    private record Ear(List<String> told) implements RegistryListener {

        @Override
        public void registered(VersionFolder version) {
            told.add("registered " + version.version());
        }

        @Override
        public void moved(Alias alias, String version) {
            told.add(alias + " " + version);
        }
    }

    @BeforeEach
    void open() {
        registry = new Registry(folder, CLOCK, new Ear(told));
    }

    @Test
    void keepsEveryFileOfAVersionWithItsHash() throws IOException {
        Candidate candidate = Candidates.called("a");
        assertThat(registry.register(candidate, "Horatio")).isTrue();
        String version = candidate.provenance().version();
        VersionFolder registered = registry.version(version);

        candidate.files().forEach((name, bytes) -> assertThat(registered.file(name)).hasBinaryContent(bytes));
        Provenance provenance = registered.provenance();
        assertThat(provenance.dataSets()).isEqualTo(candidate.provenance().dataSets());
        assertThat(provenance.files().keySet()).isEqualTo(candidate.files().keySet());
        candidate.files().forEach(
                (name, bytes) -> assertThat(provenance.files()).containsEntry(name, Sha256.of(bytes)));
        assertThat(registered.model().version()).isEqualTo(version);
        assertThat(told).containsExactly("registered " + version);
        assertThat(registry.versions()).singleElement().satisfies(each -> {
            assertThat(each.version()).isEqualTo(version);
            assertThat(each.registered()).isEqualTo("1601-07-26T10:00:00Z");
            assertThat(each.review()).isEqualTo(Review.UNREVIEWED);
            assertThat(each.aliases()).isEmpty();
            assertThat(each.figures()).containsKeys("mcc", "blocked");
        });
        assertThat(registry.problems()).isEmpty();
    }

    @Test
    void changesNothingWhenTheSameIsRegisteredAgain() throws IOException {
        registry.register(Candidates.called("a"), "Horatio");
        String log = Files.readString(folder.resolve("audit.jsonl"));

        assertThat(registry.register(Candidates.with(Candidates.called("a"), "params.yaml", "# a comment more\n"),
                "Ophelia")).isFalse();
        assertThat(folder.resolve("audit.jsonl")).hasContent(log);
        assertThat(registry.problems()).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void refusesAnotherEvaluationOfTheSameVersion() throws IOException {
        Candidate candidate = Candidates.called("a");
        registry.register(candidate, "Horatio");

        assertThatIOException().isThrownBy(() -> registry.register(Candidates.with(candidate, "predictions.tsv",
                Candidates.predictions(1)), "Horatio")).withMessageEndingWith(
                        "expected the predictions.tsv that version %s was registered with, found another",
                        candidate.provenance().version());
        assertThat(registry.problems()).isEmpty();
    }

    @Test
    void takesASignatureThatComesLater() throws IOException {
        Candidate candidate = Candidates.called("a");
        registry.register(candidate, "Horatio");
        registry.register(Candidates.with(candidate, "model.hamlet.sig", "signed"), "Horatio");

        assertThat(registry.version(candidate.provenance().version()).file("model.hamlet.sig")).hasContent("signed");
        assertThat(registry.problems()).isEmpty();
    }

    @Test
    void namesEveryFileThatWasChangedOrRemoved() throws IOException {
        registry.register(Candidates.called("a"), "Horatio");
        registry.register(Candidates.called("b"), "Horatio");
        Path a = path(Candidates.called("a"));
        Path b = path(Candidates.called("b"));
        String changed = Files.readString(a.resolve("params.yaml")) + " ";
        Files.writeString(a.resolve("params.yaml"), changed);
        Files.delete(a.resolve("golden.tsv"));
        Files.writeString(b.resolve("provenance.json"), "{}");

        assertThat(registry.problems()).satisfiesExactly(
                golden -> assertThat(golden).startsWith(a + "/golden.tsv: expected SHA-256 ").endsWith("found none"),
                params -> assertThat(params).startsWith(a + "/params.yaml: expected SHA-256 ")
                        .endsWith("found " + Sha256.of(changed.getBytes(UTF_8))),
                provenance -> assertThat(provenance).startsWith(b + "/provenance.json: expected SHA-256 "));
    }

    @Test
    void namesAFolderThatAnInterruptedCommandLeftAndRegistersItAgain() throws IOException {
        Candidate candidate = Candidates.called("a");
        registry.register(candidate, "Horatio");
        Path path = path(candidate);
        Files.delete(folder.resolve("audit.jsonl"));
        Files.delete(folder.resolve("audit.head"));

        assertThat(registry.problems()).containsExactly(path
                + ": expected a version that was registered, found none in the audit log; register it again");
        assertThat(registry.register(candidate, "Horatio")).isTrue();
        assertThat(registry.problems()).isEmpty();
    }

    @Test
    void goesOnWhereAHalfWrittenFolderWasLeft() throws IOException {
        Candidate candidate = Candidates.called("a");
        Path part = folder.resolve("versions/." + candidate.provenance().version() + ".part");
        Files.createDirectories(part);
        Files.writeString(part.resolve("stale"), "half");

        assertThat(registry.register(candidate, "Horatio")).isTrue();
        assertThat(part).doesNotExist();
        assertThat(path(candidate).resolve("stale")).doesNotExist();
    }

    @Test
    void findsAVersionByItsFirstDigits() throws IOException {
        registry.register(Candidates.called("a"), "Horatio");
        String version = Candidates.called("a").provenance().version();

        assertThat(registry.version(version.substring(0, 4)).version()).isEqualTo(version);
        assertThatIOException().isThrownBy(() -> registry.version("abc")).withMessage(
                "%s: expected one version or alias \"abc\", found none; there are [%s]", folder, version);
    }

    @Test
    void remembersWhatPeopleDecidedLast() throws IOException {
        registry.register(Candidates.called("a"), "Horatio");
        VersionFolder version = registry.version(Candidates.called("a").provenance().version());
        registry.review(version, Review.REJECTED, "Polonius", "too long");
        registry.review(version, Review.APPROVED, "Gertrude", "more matter");

        assertThat(registry.versions().getFirst().review()).isEqualTo(Review.APPROVED);
        assertThat(Files.readString(folder.resolve("audit.jsonl"))).contains("\"by\":\"Polonius\"",
                "\"reason\":\"too long\"", "\"action\":\"approved\"");
    }

    @Test
    void writesAliasesAnewThatTheLogDoesNotKnow() throws IOException {
        registry.register(Candidates.called("a"), "Horatio");
        Files.writeString(folder.resolve("aliases.json"), "{\"prod\": \"abcdef123456\"}");

        registry.versions();
        assertThat(folder.resolve("aliases.json")).hasContent("{ }");
    }

    private Path path(Candidate candidate) {
        return folder.resolve("versions").resolve(candidate.provenance().version());
    }
}
