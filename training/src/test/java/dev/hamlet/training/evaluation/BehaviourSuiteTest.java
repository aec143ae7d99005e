package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.trainer.Trained;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourSuiteTest {

    private static final BehaviourSuite SUITE = BehaviourSuite.load();
    private static final List<Check> WRITTEN = BehaviourFiles.checks();
    private static final Set<String> MODERN = Set.of("spam.parcel-fee", "spam.bank-phishing", "spam.tax-refund",
            "spam.crypto", "spam.jobs", "spam.code-theft", "spam.hi-mum");
    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)(?:[\\w-]+\\.)*[\\w-]+");

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {BehaviourFiles.CHECKS, BehaviourFiles.CAPABILITIES})
    void isWrittenInLinesThatEndInLf(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(BehaviourSuite.class.getResourceAsStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).endsWith("\n")
                    .doesNotContain("\r", "\uFEFF", "\uFFFD", "\n\n\n");
        }
    }

    @Test
    void hasAFewHundredChecksAndEightOrMoreOfEachCapability() {
        assertThat(WRITTEN).hasSizeBetween(300, 450);
        assertThat(SUITE.checks().stream().collect(Collectors.groupingBy(Check::capability, Collectors.counting()))
                .values()).allMatch(count -> count >= 8);
        assertThat(SUITE.checks()).extracting(Check::id).doesNotHaveDuplicates();
    }

    @Test
    void asksForNewKindsOfSpamAndForAsMuchHam() {
        Map<String, Long> labels = labelled().collect(
                Collectors.groupingBy(Check.Labelled::label, Collectors.counting()));

        assertThat(WRITTEN.stream().filter(each -> MODERN.contains(each.capability()))).hasSizeGreaterThanOrEqualTo(60);
        assertThat(labels.get("spam")).isGreaterThan(120);
        assertThat(labels.get("ham")).isGreaterThan(120);
        assertThat(labelled()).allMatch(each -> each.capability().startsWith(each.label() + '.'));
    }

    @Test
    void repeatsNoMessage() {
        var messages = new Dataset(labelled().map(each -> new Example(each.id(), each.label(), each.text())).toList());

        assertThat(labelled().map(Check.Labelled::text)).doesNotHaveDuplicates();
        assertThat(messages.withoutDuplicates().examples()).hasSameSizeAs(messages.examples());
        assertThat(related().map(each -> each.text() + '\t' + each.changed())).doesNotHaveDuplicates();
        assertThat(related()).allMatch(each -> !each.text().equals(each.changed()));
    }

    @Test
    void sendsNobodyToARealSite() {
        assertThat(WRITTEN.stream().flatMap(BehaviourSuiteTest::texts).flatMap(text -> LINK.matcher(text).results())
                .map(link -> link.group())).hasSizeGreaterThan(50).allMatch(link -> link.contains("example"));
    }

    private static Stream<String> texts(Check check) {
        return switch (check) {
            case Check.Labelled labelled -> Stream.of(labelled.text());
            case Check.Related related -> Stream.of(related.text(), related.changed());
        };
    }

    @Test
    void disguisesEachSpamInEachWay() {
        long spam = labelled().filter(each -> each.label().equals("spam")).count();
        List<Check> disguised = SUITE.checks().subList(WRITTEN.size(), SUITE.checks().size());

        assertThat(disguised.stream().collect(Collectors.groupingBy(Check::capability, Collectors.counting())))
                .hasSize(11).containsKeys("disguise.leet", "disguise.good-words").allSatisfy(
                        (name, count) -> assertThat(count).isEqualTo(spam));
        assertThat(disguised.getFirst().id()).isEqualTo(WRITTEN.getFirst().id() + " LEET");
    }

    @Test
    void readsTheSameChecksEachTime() {
        assertThat(BehaviourSuite.load().checks()).isEqualTo(SUITE.checks());
    }

    @Test
    void reportsEachCapabilityByItsIds() {
        BehaviourReport report = SUITE.run(read("ham", "spam"));
        Set<String> ids = SUITE.checks().stream().map(Check::id).collect(Collectors.toSet());

        assertThat(report.results()).extracting(BehaviourReport.Result::capability)
                .containsExactlyElementsOf(SUITE.capabilities().stream().map(Capability::name).toList());
        assertThat(report.results().stream().mapToInt(BehaviourReport.Result::checks).sum())
                .isEqualTo(SUITE.checks().size());
        assertThat(report.results()).flatExtracting(BehaviourReport.Result::failed).isNotEmpty().isSubsetOf(ids);
        assertThat(report.results().stream().collect(Collectors.toMap(BehaviourReport.Result::capability,
                BehaviourReport.Result::type))).contains(Map.entry("spam.loans", TestType.MFT),
                        Map.entry("invariance.case", TestType.INV), Map.entry("disguise.leet", TestType.INV),
                        Map.entry("direction.adds-prize", TestType.DIR));
    }

    @Test
    void findsAModelOfOtherMessagesBroken() {
        BehaviourReport report = SUITE.run(read("ham", "spam"));

        assertThat(report.broken()).isNotEmpty().allMatch(result -> result.failureRate() > result.mostFailures());
    }

    @Test
    void isReadBackFromJsonAsItWasWritten() throws IOException {
        BehaviourReport report = SUITE.run(read("ham", "spam"));
        var json = JsonMapper.builder().build();

        assertThat(json.readValue(json.writeValueAsString(report), BehaviourReport.class)).isEqualTo(report);
    }

    @Test
    void holdsUpToTheShareThatMayFail() {
        List<String> failed = List.of("a:1", "a:2", "a:3");

        assertThat(new BehaviourReport.Result("spam.loans", TestType.MFT, 10, failed, 0.3).holds()).isTrue();
        assertThat(new BehaviourReport.Result("spam.loans", TestType.MFT, 10, failed, 0.29).holds()).isFalse();
    }

    @Test
    void isForModelsOfHamAndSpam() {
        assertThat(BehaviourSuite.suits(read("ham", "spam"))).isTrue();
        assertThat(BehaviourSuite.suits(read("spam", "ham"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> SUITE.run(read("ham", "spam", "bill")))
                .withMessage("expected a model of the labels [ham, spam], found [ham, spam, bill]");
    }

    @Test
    void readsEachKindOfCheck() {
        String content = """
                # head

                spam.a\tMFT\tspam\tWIN
                x\tINV\tsame\ta\tb
                y\tDIR\tnot-lower\ta\tb
                y\tDIR\tnot-higher\ta\tc
                """;

        assertThat(BehaviourFiles.checks(content)).containsExactly(
                new Check.Labelled("behaviour.tsv:3", "spam.a", "spam", "WIN"),
                new Check.Related("behaviour.tsv:4", "x", Relation.SAME, "a", "b"),
                new Check.Related("behaviour.tsv:5", "y", Relation.NOT_LOWER, "a", "b"),
                new Check.Related("behaviour.tsv:6", "y", Relation.NOT_HIGHER, "a", "c"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
        "spam|expected MFT, INV or DIR, found \"\"",
        "spam,XYZ,spam,text|expected MFT, INV or DIR, found \"XYZ\"",
        "spam,MFT,spam|expected 4 columns, found 3",
        "spam,MFT,eggs,text|expected one of [ham, spam], found \"eggs\"",
        "x,INV,same,text|expected 5 columns, found 4",
        "x,INV,not-lower,a,b|expected INV same, DIR not-lower or DIR not-higher, found INV not-lower"})
    void saysWhereACheckIsNone(String cells, String problem) {
        assertThatIllegalStateException().isThrownBy(() -> BehaviourFiles.checks("\n" + cells.replace(',', '\t')))
                .withMessage("behaviour.tsv:2: " + problem);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
        "spam.a,0.5|expected 3 columns, found 2",
        "spam.a,1.5,why|expected a share from 0 to 1, found 1.5",
        "spam.a,NaN,why|expected a share from 0 to 1, found NaN",
        "spam.a,0.1,|expected a reason for a share above 0, found none"})
    void saysWhereACapabilityIsNone(String cells, String problem) {
        assertThatIllegalStateException().isThrownBy(() -> BehaviourFiles.capabilities(cells.replace(',', '\t')))
                .withMessage("behaviour-capabilities.tsv:1: " + problem);
    }

    @Test
    void hasACapabilityForEachCheckAndNoOther() {
        List<Check> checks = List.of(new Check.Labelled("a:1", "spam.a", "spam", "WIN"));

        assertThatIllegalStateException().isThrownBy(
                () -> new BehaviourSuite(List.of(new Capability("spam.b", 0, "")), checks))
                .withMessage("expected the capabilities that checks are about, [spam.a], found [spam.b]");
    }

    private static Stream<Check.Labelled> labelled() {
        return only(Check.Labelled.class);
    }

    private static Stream<Check.Related> related() {
        return only(Check.Related.class);
    }

    private static <T extends Check> Stream<T> only(Class<T> kind) {
        return WRITTEN.stream().filter(kind::isInstance).map((Function<Check, T>) kind::cast);
    }

    private static Model read(String... labels) {
        try {
            return ModelReader.read(Trained.on(labels), "test");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
