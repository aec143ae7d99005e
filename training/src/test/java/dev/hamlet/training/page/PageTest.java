package dev.hamlet.training.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.evaluation.Comparison;
import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.evaluation.Predictions;
import dev.hamlet.training.evaluation.Scored;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.experiment.LearningCurve;
import dev.hamlet.training.experiment.SideBySide;
import dev.hamlet.training.experiment.UsedModel;
import dev.hamlet.training.validation.DataReport;
import dev.hamlet.training.validation.Finding;
import dev.hamlet.training.validation.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class PageTest {

    private static final String TEXT = "something is rotten in the state";

    @Test
    void isWellFormedAndHasEachIdOnce() {
        Set<String> ids = new HashSet<>();
        for (Element element : elements(parse(Page.of(full())), "*")) {
            assertThat(element.getAttribute("id").isEmpty() || ids.add(element.getAttribute("id")))
                    .as(element.getAttribute("id")).isTrue();
        }
        assertThat(ids).contains("figures", "thresholds", "calibration", "learning-curve", "ablations", "trainers",
                "disguises", "slices", "mistakes");
    }

    @Test
    void showsWhatTheChecksFound() {
        var finding = new Finding("conflicts", Verdict.ERROR, "texts with several labels", 1, "at most 0",
                List.of("messages.tsv:3 ham and messages.tsv:7 spam"));
        String page = Page.of(new DataReport(1234, "0a1b", DataReport.NONE, List.of(finding)), "./hamlet check");

        assertThat(elements(parse(page), "td")).extracting(Element::getTextContent).containsExactly("error", "1",
                "at most 0",
                "messages.tsv:3 ham and messages.tsv:7 spam");
        assertThat(page).contains("1,234 messages of fingerprint 0a1b. Not compared with earlier data",
                "<code>./hamlet check</code>");
    }

    @Test
    void asksNothingOfAnyOtherPlace() {
        String page = Page.of(full());

        assertThat(page).doesNotContain("<script", "<link", "<img", "@import", "src=");
        assertThat(Pattern.compile("https?://[^\"]*").matcher(page).results().map(match -> match.group()))
                .containsOnly("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink");
        assertThat(Pattern.compile("(?:href=\"|url\\()(.)").matcher(page).results().map(match -> match.group(1)))
                .containsOnly("#");
    }

    @Test
    void namesMessagesAndNeverShowsThem() {
        assertThat(Page.of(full())).contains("test.tsv:3").doesNotContain(TEXT, "rotten");
    }

    @Test
    void tellsWhoDoesNotSeeAChartWhatItShows() {
        List<Element> charts = elements(parse(Page.of(full())), "svg");

        assertThat(charts).hasSize(5).allSatisfy(chart -> {
            assertThat(chart.getAttribute("role")).isEqualTo("img");
            assertThat(chart.getAttribute("aria-labelledby")).matches("(\\w+)-title \\1-desc");
            assertThat(chart.getFirstChild().getTextContent()).isNotBlank();
            assertThat(chart.hasAttribute("width")).isFalse();
        });
    }

    @Test
    void captionsEveryTableAndNamesTheCommandThatRepeatsIt() {
        Document page = parse(Page.of(full()));

        assertThat(elements(page, "table")).hasSizeGreaterThan(8).allSatisfy(
                table -> assertThat(table.getElementsByTagName("caption").item(0).getTextContent())
                        .contains("./hamlet evaluate --protocol test"));
        assertThat(elements(page, "figcaption")).hasSize(5).allSatisfy(
                caption -> assertThat(caption.getTextContent()).contains("./hamlet evaluate --protocol test"));
    }

    @Test
    void escapesWhatLabelsHold() {
        List<String> labels = List.of("<i>ham</i>", "\"spam\" & more");
        String page = Page.of(experiment(labels, List.of(0, 1, 1, 0)));

        assertThat(page).doesNotContain("<i>").contains("&lt;i&gt;ham");
        assertThat(parse(page).getDocumentElement().getTextContent()).contains("called \"spam\" & more",
                "<i>ham</i> blocked");
    }

    @Test
    void leavesOutWhatWasNotTriedAndWhatThreeLabelsLack() {
        Document page = parse(Page.of(experiment(List.of("bill", "ham", "spam"), List.of(0, 1, 2, 2))));

        assertThat(elements(page, "section")).extracting(section -> section.getAttribute("id"))
                .containsExactly("figures", "data", "calibration", "slices", "mistakes");
        assertThat(elements(page, "svg")).hasSize(1);
    }

    @Test
    void isTheSameForTheSameExperimentInAnyCountry() {
        String page = Page.of(full());
        Locale here = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(Page.of(full())).isEqualTo(page);
        } finally {
            Locale.setDefault(here);
        }
    }

    @Test
    void takesItsColoursFromThePage() {
        assertThat(Page.of(full())).contains("stroke:var(--model)", "fill:var(--text)").doesNotContain("rgb(");
    }

    private static Experiment full() {
        Experiment tried = experiment(List.of("ham", "spam"), List.of(0, 1, 1, 0, 0, 1));
        var mcc = new Interval(0.9, 0.8, 0.95);
        var curve = new LearningCurve(List.of(new LearningCurve.Point(0.5, 1000, new Interval(0.8, 0.7, 0.9)),
                new LearningCurve.Point(1, 2000, mcc)));
        Map<String, List<Scored>> ways = new LinkedHashMap<>();
        ways.put("as it is", scored(List.of(0, 1, 1, 0)));
        ways.put("otherwise", scored(List.of(0, 1, 0, 0)).stream()
                .map(each -> new Scored(each.id(), each.id().endsWith("3") ? 1 : each.actual(), 0, 0.1)).toList());
        ways.replaceAll((name, each) -> IntStream.range(0, each.size()).mapToObj(i -> new Scored("test.tsv:" + i, i % 2,
                each.get(i).predicted(), each.get(i).score())).toList());
        Comparison comparison = Comparison.of(ways, List.of("ham", "spam"), 1);
        var sideBySide = new SideBySide(comparison, Map.of("as it is", 100_000L, "otherwise", 90_000L));
        return new Experiment(tried.protocol(), tried.question(), tried.command(), tried.data(), tried.models(),
                tried.evaluation(), curve, sideBySide, sideBySide, comparison);
    }

    private static Experiment experiment(List<String> labels, List<Integer> actual) {
        List<Scored> scored = scored(actual);
        List<Example> examples = scored.stream().map(each -> new Example(each.id(), labels.get(each.actual()), TEXT))
                .toList();
        var evaluation = Evaluation.of(new Predictions(examples, scored), labels, example -> "a test", 1);
        return new Experiment("test", "Does it show?", "./hamlet evaluate --protocol test",
                List.of(new Experiment.Part("test", examples.size(), "0".repeat(64))),
                List.of(new UsedModel("0123456789ab", 0.5, 100)), evaluation, LearningCurve.NONE, SideBySide.NONE,
                SideBySide.NONE, Comparison.NONE);
    }

    /** The fourth is wrong, and the third named. */
    private static List<Scored> scored(List<Integer> actual) {
        return IntStream.range(0, actual.size()).mapToObj(i -> new Scored("test.tsv:" + i, actual.get(i),
                i == 3 ? 1 - Math.min(1, actual.get(i)) : actual.get(i), i == 3
                        ? 0.6
                        : 0.1 + 0.8 * Math.min(1,
                                actual.get(i))))
                .toList();
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    private static Document parse(String page) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(page, e);
        }
    }
}
