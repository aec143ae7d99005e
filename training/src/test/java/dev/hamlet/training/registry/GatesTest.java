package dev.hamlet.training.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Aliases move past the gates, or stay. The small models break the behaviour suite, so that its gate is waived but where it is tested. */
class GatesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("1601-07-26T10:00:00Z"), ZoneOffset.UTC);
    private static final GateLimits LIMITS = new GateLimits(Map.of("mcc", 0.6), Map.of("blocked", 0.01), 0, 1_000_000,
            3);

    @TempDir
    private Path folder = Path.of("");
    private Registry registry = new Registry(folder, CLOCK, new Deaf());

    private record Deaf() implements RegistryListener {

        @Override
        public void registered(VersionFolder version) {
            // nothing to do
        }

        @Override
        public void moved(Alias alias, String version) {
            // nothing to do
        }
    }

    @BeforeEach
    void open() {
        registry = new Registry(folder, CLOCK, new Deaf());
    }

    @Test
    void letsAGoodVersionBecomeChampionAndNotesIt() throws IOException {
        VersionFolder a = register("a", 0);
        Promotion promotion = promote(a, Alias.CHAMPION);

        assertThat(promotion.moved()).isTrue();
        assertThat(promotion.failed()).isEmpty();
        assertThat(promotion.gates()).extracting(GateResult::gate).contains(Gate.INTACT, Gate.REVIEW, Gate.FLOORS,
                Gate.LOSS, Gate.BEHAVIOUR, Gate.SIZE, Gate.SPEED, Gate.SIGNATURE).doesNotContain(Gate.CHAMPION);
        assertThat(registry.version("champion")).isEqualTo(a);
        assertThat(folder.resolve("aliases.json")).content().isEqualToIgnoringWhitespace(
                "{\"champion\": \"%s\"}".formatted(a.version()));
        assertThat(Files.readString(folder.resolve("audit.jsonl"))).contains("\"action\":\"promoted\"",
                "\"gate\":\"behaviour\"", "\"outcome\":\"waived\"", "\"reason\":\"a small one\"");
    }

    @Test
    void refusesWhatLosesInASlice() throws IOException {
        promote(register("a", 0), Alias.CHAMPION);
        Promotion promotion = promote(register("b", 25), Alias.CHAMPION);

        assertThat(promotion.moved()).isFalse();
        assertThat(promotion.failed()).allSatisfy(each -> assertThat(each.gate()).isEqualTo(Gate.LOSS))
                .extracting(GateResult::subject).contains("mcc", "mcc, link=with a link");
        assertThat(promotion.failed().getFirst().found()).startsWith("-0.").contains(" (-0.", " to -0.");
        assertThat(registry.version("champion").version()).isEqualTo(version("a"));
    }

    @Test
    void refusesFiguresBelowTheFloors() throws IOException {
        Promotion promotion = promote(register("b", 40), Alias.CHAMPION);

        assertThat(promotion.failed()).singleElement().isEqualTo(new GateResult(Gate.FLOORS, "mcc",
                GateResult.Outcome.FAILED, "0.6000 (0.5500 to 1.0000)", "a low end of at least 0.6000"));
    }

    @Test
    void refusesAFigureThatWasNotMeasured() throws IOException {
        var limits = new GateLimits(Map.of("auc", 0.5), Map.of(), 0, 1_000_000, 3);

        assertThat(promote(register("a", 0), Alias.CHAMPION, gates(limits)).failed()).singleElement()
                .extracting(GateResult::found).isEqualTo("none");
    }

    @Test
    void refusesAFileOverTheBudget() throws IOException {
        VersionFolder a = register("a", 0);
        long bytes = Files.size(a.file("model.hamlet"));

        assertThat(promote(a, Alias.CHALLENGER, gates(new GateLimits(Map.of(), Map.of(), 0, (int) bytes - 1, 3)))
                .failed()).singleElement().isEqualTo(new GateResult(Gate.SIZE, "bytes", GateResult.Outcome.FAILED,
                        Long.toString(bytes), "at most " + (bytes - 1)));
        assertThat(promote(a, Alias.CHALLENGER, gates(new GateLimits(Map.of(), Map.of(), 0, (int) bytes, 3))).failed())
                .isEmpty();
    }

    @Test
    void refusesWhatTakesMuchLonger() throws IOException {
        promote(register("a", 0), Alias.CHAMPION);
        // a clock by which every other measurement, the champion's, takes a quarter of the time
        var calls = new AtomicLong();
        var time = new AtomicLong();
        LongSupplier nanos = () -> time.addAndGet(calls.getAndIncrement() % 4 == 1 ? 400 : 100);
        Promotion promotion = promote(register("b", 0), Alias.CHAMPION, new Gates(LIMITS, Optional.empty(), 1, nanos));

        assertThat(promotion.failed()).singleElement().isEqualTo(new GateResult(Gate.SPEED, "time",
                GateResult.Outcome.FAILED, "4.00 times", "at most 3.0000 times the time of the version before"));
    }

    @Test
    void refusesWhatBreaksTheBehaviourSuite() throws IOException {
        Promotion promotion = registry.promote(register("a", 0), Alias.CHALLENGER, gates(LIMITS),
                new PromotionRequest("Horatio", Set.of(), "", false));

        assertThat(promotion.moved()).isFalse();
        assertThat(promotion.failed()).isNotEmpty().allSatisfy(each -> {
            assertThat(each.gate()).isEqualTo(Gate.BEHAVIOUR);
            assertThat(each.found()).endsWith(" of its checks failed");
        });
    }

    @Test
    void shipsNothingThatNobodyApprovedOrThatIsNotTheChampion() throws IOException {
        VersionFolder a = register("a", 0);

        assertThat(promote(a, Alias.PROD).failed()).extracting(GateResult::gate).containsExactly(Gate.REVIEW,
                Gate.CHAMPION);
        registry.review(a, Review.APPROVED, "Gertrude", "more matter");
        assertThat(promote(a, Alias.PROD).failed()).singleElement().satisfies(each -> {
            assertThat(each.gate()).isEqualTo(Gate.CHAMPION);
            assertThat(each.found()).isEqualTo("none");
        });
        promote(a, Alias.CHAMPION);
        Promotion promotion = promote(a, Alias.PROD);
        assertThat(promotion.moved()).isTrue();
        assertThat(promotion.gates()).filteredOn(each -> each.gate() == Gate.REVIEW).singleElement()
                .extracting(GateResult::found).isEqualTo("approved by Gertrude");
    }

    @Test
    void letsNothingInThatSomebodyRejected() throws IOException {
        VersionFolder a = register("a", 0);
        registry.review(a, Review.REJECTED, "Polonius", "too long");

        assertThat(promote(a, Alias.CHALLENGER).failed()).singleElement().isEqualTo(new GateResult(Gate.REVIEW,
                "decision", GateResult.Outcome.FAILED, "rejected by Polonius", "not rejected"));
    }

    @Test
    void holdsAVersionToTheKeyThatItMustBeSignedBy() throws IOException, GeneralSecurityException {
        KeyPair pair = Keys.pair("secp256r1");
        String key = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        Gates gates = new Gates(LIMITS, Optional.of(key), 1, new AtomicLong()::incrementAndGet);
        VersionFolder unsigned = register("a", 0);
        assertThat(promote(unsigned, Alias.CHAMPION, gates).failed()).singleElement().isEqualTo(new GateResult(
                Gate.SIGNATURE, "model.hamlet", GateResult.Outcome.FAILED, "no signature", "signed by the public key"));

        byte[] model = Files.readAllBytes(unsigned.file("model.hamlet"));
        sign(unsigned, SigningKey.read(Keys.pem(Keys.pair("secp256r1").getPrivate(), folder.resolve("other.pem"))),
                model);
        assertThat(promote(unsigned, Alias.CHAMPION, gates).failed()).singleElement().extracting(GateResult::found)
                .asString().endsWith("found one of other bytes or by another key");

        sign(unsigned, SigningKey.read(Keys.pem(pair.getPrivate(), folder.resolve("key.pem"))), model);
        assertThat(promote(unsigned, Alias.CHAMPION, gates).moved()).isTrue();
    }

    private static void sign(VersionFolder version, SigningKey key, byte[] model) throws IOException {
        Files.write(version.file("model.hamlet.sig"), key.sign(model));
    }

    @Test
    void looksNoFurtherWhereAFileWasChanged() throws IOException {
        VersionFolder a = register("a", 0);
        Files.writeString(a.file("predictions.tsv"), Candidates.predictions(1));

        assertThat(promote(a, Alias.CHAMPION).gates()).singleElement().satisfies(each -> {
            assertThat(each.gate()).isEqualTo(Gate.INTACT);
            assertThat(each.isFailed()).isTrue();
            assertThat(each.found()).startsWith(a.file("predictions.tsv") + ": expected SHA-256 ");
        });
    }

    @Test
    void comparesOnTheSameMessagesOnly() throws IOException {
        promote(register("a", 0), Alias.CHAMPION);
        Candidate other = Candidates.with(Candidates.called("b"), "predictions.tsv",
                Candidates.predictions(0).lines().limit(151).reduce("", (all, line) -> all + line + "\n"));
        registry.register(other, "Horatio");

        assertThat(promote(registry.version(version("b")), Alias.CHAMPION).failed()).singleElement()
                .extracting(GateResult::found).asString()
                .endsWith("found 200 and 150, with 150 different ones in common");
    }

    @Test
    void leavesTheAliasWhereItIsOnADryRun() throws IOException {
        Promotion promotion = registry.promote(register("a", 0), Alias.CHALLENGER, gates(LIMITS),
                new PromotionRequest("Horatio", Set.of(Gate.BEHAVIOUR), "a small one", true));

        assertThat(promotion.failed()).isEmpty();
        assertThat(promotion.moved()).isFalse();
        assertThatIOException().isThrownBy(() -> registry.version("challenger"));
    }

    @Test
    void goesBackToTheVersionBeforeAndFurther() throws IOException {
        for (String name : new String[]{"a", "b", "c"}) {
            promote(register(name, 0), Alias.CHAMPION);
        }
        Rollback rollback = registry.rollback(Alias.CHAMPION, "Fortinbras", "a mistake");
        assertThat(rollback.from().version()).isEqualTo(version("c"));
        assertThat(rollback.to().version()).isEqualTo(version("b"));
        assertThat(registry.version("champion").version()).isEqualTo(version("b"));
        registry.rollback(Alias.CHAMPION, "Fortinbras", "a mistake");
        assertThat(registry.version("champion").version()).isEqualTo(version("a"));
        assertThatIOException().isThrownBy(() -> registry.rollback(Alias.CHAMPION, "Fortinbras", ""))
                .withMessage("%s: expected a version that champion stood on before, found none", folder);

        promote(registry.version(version("c")), Alias.CHAMPION);
        assertThat(registry.rollback(Alias.CHAMPION, "Fortinbras", "").to().version()).isEqualTo(version("a"));
    }

    @Test
    void goesBackToNothingThatWasChangedOrRejectedSince() throws IOException {
        VersionFolder a = register("a", 0);
        promote(a, Alias.CHAMPION);
        promote(register("b", 0), Alias.CHAMPION);
        registry.review(a, Review.REJECTED, "Polonius", "too long");
        assertThatIOException().isThrownBy(() -> registry.rollback(Alias.CHAMPION, "Fortinbras", ""))
                .withMessageEndingWith("found %s, rejected by Polonius", a.version());

        Files.delete(a.file("golden.tsv"));
        assertThatIOException().isThrownBy(() -> registry.rollback(Alias.CHAMPION, "Fortinbras", ""))
                .withMessageContaining("golden.tsv: expected SHA-256 ");
        assertThat(registry.version("champion").version()).isEqualTo(version("b"));
    }

    @ParameterizedTest
    @EnumSource(names = {"INTACT", "REVIEW", "CHAMPION", "SIGNATURE"})
    void waivesNoGateThatStandsForAPersonOrATruth(Gate gate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PromotionRequest("Horatio", Set.of(gate), "I say so", false))
                .withMessage("expected a gate that can be waived, found " + gate);
    }

    @Test
    void waivesNothingWithoutAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PromotionRequest("Horatio", Set.of(Gate.SIZE), " ", false))
                .withMessage("expected a reason for what is waived, found none");
    }

    @Test
    void shipsAVersionWithItsSignatureAndWithoutThatOfAnother() throws IOException {
        Path shipped = folder.resolve("shipped");
        registry.register(Candidates.with(Candidates.called("a"), "model.hamlet.sig", "signed"), "Horatio");
        VersionFolder a = registry.version(version("a"));
        Publisher.ship(a, shipped);
        Stream.of("model.hamlet", "golden.tsv", "model.hamlet.sig")
                .forEach(name -> assertThat(shipped.resolve(name)).hasSameBinaryContentAs(a.file(name)));

        VersionFolder b = register("b", 0);
        Publisher.ship(b, shipped);
        assertThat(shipped.resolve("model.hamlet")).hasSameBinaryContentAs(b.file("model.hamlet"));
        assertThat(shipped.resolve("model.hamlet.sig")).doesNotExist();
    }

    private Promotion promote(VersionFolder version, Alias alias) throws IOException {
        return promote(version, alias, gates(LIMITS));
    }

    private Promotion promote(VersionFolder version, Alias alias, Gates gates) throws IOException {
        return registry.promote(version, alias, gates,
                new PromotionRequest("Horatio", Set.of(Gate.BEHAVIOUR), "a small one", false));
    }

    /** A clock by which everything takes as long. */
    private static Gates gates(GateLimits limits) {
        var time = new AtomicLong();
        return new Gates(limits, Optional.empty(), 1, () -> time.addAndGet(100));
    }

    private VersionFolder register(String name, int mistakes) throws IOException {
        registry.register(Candidates.called(name, mistakes), "Horatio");
        return registry.version(version(name));
    }

    private static String version(String name) throws IOException {
        return Candidates.called(name).provenance().version();
    }
}
