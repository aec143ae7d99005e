package dev.hamlet.training.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Messages;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values from SciPy 1.17 where a test's name says so: ks_2samp, chi2_contingency and jensenshannon(…, base=2) ** 2. */
class DriftTest {

    @Test
    void isNoneBetweenADataSetAndItself() {
        Dataset data = Messages.hamAndSpam(300, 5);

        assertThat(values(data, data)).allSatisfy((check, value) -> assertThat(value).as(check).isZero());
    }

    @Test
    void isLittleBetweenSamplesOfOneSource() {
        List<Finding> findings = drift(Messages.hamAndSpam(400, 5), Messages.hamAndSpam(400, 6));

        assertThat(findings).extracting(Finding::value).allMatch(value -> value < 0.1);
    }

    @Test
    void ofLabelsIsTheirStabilityIndexWithTheirTest() {
        Finding found = drift(labels(90, 10), labels(60, 40)).getFirst();

        // shares (90.5, 10.5) / 101 and (60.5, 40.5) / 101, p of chi2_contingency([[90, 10], [60, 40]])
        assertThat(found.value()).isCloseTo(30.0 / 101 * (Math.log(40.5 / 10.5) - Math.log(60.5 / 90.5)), within(1e-9));
        assertThat(found)
                .hasToString("label_drift: 0.5206 as the population stability index of the labels, p = 0.0000, "
                        + "expected at most 0");
        assertThat(found.verdict()).isEqualTo(Verdict.ERROR);
    }

    @Test
    void thatMayBeChanceIsWell() {
        Finding found = drift(labels(10, 4), labels(9, 6)).getFirst();

        assertThat(found.value()).isPositive();
        assertThat(found.verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void ofLengthsIsThatOfSciPy() {
        Dataset before = lengths(1, 1, 1, 2, 2, 3, 5, 5, 5, 5);
        Dataset now = lengths(1, 2, 2, 2, 3, 3, 4, 5, 5, 6, 6, 6);

        assertThat(drift(before, now).get(1).value()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void ofWordsIsThatOfSciPy() {
        // "one" and "two" are known, 5 of 15 words each; "six" is not. Now: 10 of 20, 4 of 20, 6 of 20
        Dataset before = texts(Stream.generate(() -> "one two three").limit(5));
        Dataset now = texts(Stream.concat(Stream.generate(() -> "one two").limit(4),
                Stream.generate(() -> "one six").limit(6)));

        List<Finding> findings = drift(before, now);

        // jensenshannon([1/3, 1/3, 1/3, 0], [10/20, 4/20, 0, 6/20], base=2) ** 2
        assertThat(findings.get(2).value()).isCloseTo(0.3409215181972307, within(1e-9));
        assertThat(findings.get(3).value()).isCloseTo(0.3, within(1e-12));
        assertThat(findings.get(3).toString()).contains("does not know, 0.3000, less its own, 0.0000");
    }

    @Test
    void isMeasuredWhereALabelIsNew() {
        assertThat(drift(labels(50, 0), labels(40, 10)).getFirst().verdict()).isEqualTo(Verdict.ERROR);
    }

    @Test
    void profileHoldsNoWordOfFewMessages() {
        Profile profile = Profile.of(texts(Stream.concat(Stream.generate(() -> "to be").limit(5),
                Stream.of("to be or 0207 123", "not"))));

        assertThat(profile.words().values()).containsExactlyInAnyOrder(6, 6);
        assertThat(profile.words().keySet()).allMatch(word -> word.matches("[0-9a-f]{8}"));
        assertThat(profile.rareWords()).isEqualTo(4);
        assertThat(profile.lengths()).isEqualTo(Map.of(3, 1, 5, 5, 17, 1));
        assertThat(profile.labels()).isEqualTo(Map.of("ham", 7));
    }

    private static Map<String, Double> values(Dataset before, Dataset now) {
        return drift(before, now).stream().collect(Collectors.toMap(Finding::check, Finding::value));
    }

    private static List<Finding> drift(Dataset before, Dataset now) {
        return new Drift(Profile.of(before), now).findings(Bounds.TIGHT);
    }

    private static Dataset labels(int ham, int spam) {
        return new Dataset(
                Stream.concat(Stream.generate(() -> "ham").limit(ham), Stream.generate(() -> "spam").limit(spam))
                        .map(label -> new Example("test:1", label, "to be")).toList());
    }

    private static Dataset lengths(Integer... lengths) {
        return texts(Stream.of(lengths).map("a"::repeat));
    }

    private static Dataset texts(Stream<String> texts) {
        return new Dataset(texts.map(text -> new Example("test:1", "ham", text)).toList());
    }
}
