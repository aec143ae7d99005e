package dev.hamlet.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.feature.Obfuscation;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

    private static final Map<String, Double> WEIGHTS = Map.of("claim", 2.0, "prize", 1.0, "now", 0.5, "seven", -1.5);

    private static Page page() throws ModelFormatException {
        return new Page(PageModels.binary(WEIGHTS));
    }

    private static String verdict(Model model, String message) {
        return new Page(model).verdict(message, model.explain(message));
    }

    private static String verdict(String message) throws ModelFormatException {
        return verdict(PageModels.binary(WEIGHTS), message);
    }

    @Test
    void asksTheQuestionOfItsLabels() throws ModelFormatException {
        assertThat(page().form()).contains("<title>Hamlet: ham or spam?</title>",
                "<h1><mark class=\"neg w3\">ham</mark> or <mark class=\"pos w3\">spam</mark>, that is the question.</h1>");
    }

    @Test
    void waitsForMessageWithEmptyBoxAndHiddenEvidence() throws ModelFormatException {
        assertThat(page().form()).contains("autofocus>\n</textarea>", "[Enter a message.]",
                "<div id=\"evidence\" hidden>");
    }

    @Test
    void staysSmall() throws ModelFormatException {
        assertThat(page().form().getBytes(UTF_8)).hasSizeLessThan(26_000);
    }

    @Test
    void offersToAnswerInTheBrowserWhereItCan() throws ModelFormatException {
        Model model = PageModels.binary(WEIGHTS);

        assertThat(new Page(model, "", true).form()).contains("data-sha256=\"" + model.sha256() + "\"",
                "data-edge=\"" + EdgeFiles.moduleHash() + "\"", "<fieldset id=\"where\" hidden>", "rel=\"manifest\"");
        assertThat(new Page(model, "", false).form()).contains("data-sha256=\"\" data-edge=\"\"")
                .doesNotContain("<fieldset", "manifest\"");
    }

    @Test
    void saysWhoAnswersByWhichModel() throws ModelFormatException {
        Model model = PageModels.binary(WEIGHTS);

        assertThat(verdict(model, "claim")).contains(
                "<p class=\"note\" id=\"by\">Answered by the server, model " + model.version() + ".</p>");
        assertThat(page().form()).contains("<p class=\"note\" id=\"by\"></p>");
    }

    @Test
    void showsPositiveLabelWithItsProbability() throws ModelFormatException {
        assertThat(verdict("claim your prize")).contains("<title>spam – Hamlet</title>",
                "<bdi class=\"label pos\">spam</bdi> <span>with a probability of 95.3%</span>",
                "Probability of spam: 0.9526.", "class=\"pos\" width=\"95.26%\"");
    }

    @Test
    void showsNegativeLabelWithItsOwnProbabilityAndTheScore() throws ModelFormatException {
        assertThat(verdict("at seven")).contains(
                "<bdi class=\"label neg\">ham</bdi> <span>with a probability of 81.8%</span>",
                "Probability of spam: 0.1824.", "class=\"neg\" width=\"18.24%\"");
    }

    @Test
    void marksTheThreshold() throws ModelFormatException {
        assertThat(verdict("at seven")).contains("<line x1=\"25.00%\" x2=\"25.00%\"",
                "From 0.25 on, marked above, a message is spam.");
    }

    @Test
    void keepsTheMessageInTheBox() throws ModelFormatException {
        assertThat(verdict("\nclaim\r\n it ")).contains(">\n\nclaim\r\n it </textarea>");
    }

    @Test
    void marksWordsBySideAndStrength() throws ModelFormatException {
        assertThat(verdict("Claim a prize now,\n at seven")).contains(
                """
                        <p id="text" dir="auto"><mark class="pos w4" title="+2.00 for spam">Claim</mark> a \
                        <mark class="pos w3" title="+1.00 for spam">prize</mark> \
                        <mark class="pos w2" title="+0.50 for spam">now,</mark>
                         at <mark class="neg w4" title="−1.50 for ham">seven</mark></p>""");
    }

    @Test
    void listsTheHeaviestWordsFirst() throws ModelFormatException {
        String page = verdict("now claim at seven");
        assertThat(page).containsSubsequence("<th scope=\"row\"><bdi>claim</bdi></th><td><bdi>for spam</bdi></td>",
                "+2.00", "x=\"50.00%\" width=\"50.00%\"", "<bdi>seven</bdi></th><td><bdi>for ham</bdi></td>", "−1.50",
                "x=\"12.50%\" width=\"37.50%\"", "<bdi>now</bdi>");
        assertThat(page).doesNotContain("<bdi>at</bdi>");
    }

    @Test
    void listsRepeatedWordOnceWithItsWholeWeight() throws ModelFormatException {
        assertThat(verdict("prize prize")).containsOnlyOnce("<bdi>prize</bdi>").contains("<span>+1.00</span>",
                "title=\"+0.50 for spam\"");
    }

    @Test
    void listsAtMostEightWords() throws ModelFormatException {
        List<String> words = IntStream.range(0, 12).mapToObj(i -> "word" + (char) ('a' + i)).toList();
        Map<String, Double> weights = words.stream()
                .collect(Collectors.toMap(word -> word, word -> 1.0));
        assertThat(verdict(PageModels.binary(weights), String.join(" ", words)).split("<tr>", -1)).hasSize(10);
    }

    @Test
    void hidesTheListWhenNoWordWeighs() throws ModelFormatException {
        assertThat(verdict("…")).contains("<table id=\"table\" hidden>", "<p id=\"text\" dir=\"auto\">…</p>");
    }

    @Test
    void saysWhereTheBalanceBeginsAndEnds() throws ModelFormatException {
        Model model = PageModels.binary(List.of("ham", "spam"), Map.of("claim", 2.0), -3.0, Map.of());
        assertThat(verdict(model, "claim it")).contains(
                "Before any word the balance stands at −3.00, for ham; the words bring it to −1.00.");
    }

    @Test
    void saysHowMuchOfTheMessageIsNew() throws ModelFormatException {
        assertThat(verdict("claim something"))
                .contains("Of the message’s letter and word sequences (n-grams), 50.0% are no feature of the model.");
        assertThat(verdict("claim")).contains("<span id=\"unseen\"></span>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cl\u0430im|letters of other scripts were read as Latin ones",
        "cl\u0430im pr1ze|letters of other scripts were read as Latin ones; digits and signs were read as letters",
        "c\u200Blaim|hidden characters were left out", "\uFF43laim|letters of another style were read as plain ones",
        "c\u0336laim|marks drawn over letters were taken off",
        "c l a i m|letters with spaces between them were read as words"})
    void saysWhatWasUndone(String message, String undone) throws ModelFormatException {
        assertThat(verdict(message))
                .contains("<p class=\"note\" id=\"undone\">Written to mislead: " + undone + ".</p>");
    }

    @Test
    void saysNothingOfPlainWriting() throws ModelFormatException {
        assertThat(verdict("claim")).contains("<p class=\"note\" id=\"undone\" hidden></p>");
        assertThat(page().form()).contains("<p class=\"note\" id=\"undone\" hidden></p>");
    }

    @Test
    void knowsInItsScriptWhatItKnowsWithout() throws ModelFormatException {
        String form = page().form();

        for (Obfuscation each : Obfuscation.values()) {
            String phrase = Verdict.reading(each);
            assertThat(form).containsPattern("'?" + each + "'?: '" + phrase + "'");
        }
    }

    @Test
    void showsPredictedOfManyLabelsWithoutThreshold() throws ModelFormatException {
        Model model = PageModels.multinomial(List.of("sport", "trade", "art"), Map.of("goal", 3.0, "bank", -1.0));
        assertThat(verdict(model, "goal at the bank")).contains("<h1>sport, trade or art, that is the question.</h1>",
                "<bdi class=\"label pos\">sport</bdi> <span>with a probability of 78.7%</span>",
                "title=\"+2.00 for sport\"", "title=\"−0.67 against sport\"", "Probability of sport: 0.7870.")
                .doesNotContain("<line ", "marked above", "id=\"examples\"");
    }

    @Test
    void countsLabelsTooManyToName() throws ModelFormatException {
        Model model = PageModels.multinomial(List.of("a", "b", "c", "d", "e", "f"), Map.of("goal", 3.0));
        assertThat(new Page(model).form()).contains("<h1>Which of 6, that is the question.</h1>");
    }

    @Test
    void showsErrorAtTheTextBoxAndKeepsTheMessage() throws ModelFormatException {
        assertThat(page().formError("too long", "expected at most 3 characters, found 8")).contains(
                "autofocus aria-invalid=\"true\">\ntoo long</textarea>",
                "<p id=\"problem\" role=\"alert\">expected at most 3 characters, found 8</p>",
                "<div id=\"evidence\" hidden>");
    }

    @Test
    void showsErrorPageWithWayHome() throws ModelFormatException {
        assertThat(page().error(404, "Not found", "No page /elsewhere.")).contains("<title>Not found – Hamlet</title>",
                ">404</p>", "<h1>Not found</h1>", "No page /elsewhere.", "<a href=\"/\">Back to the question</a>")
                .doesNotContain("<script");
    }

    @Test
    void showsNoScoreAsCertain() throws ModelFormatException {
        Model model = PageModels.binary(List.of("ham", "spam"), Map.of("claim", 20.0, "seven", -20.0), 0, Map.of());
        assertThat(verdict(model, "claim it")).contains("Probability of spam: over 0.9999.");
        assertThat(verdict(model, "at seven")).contains("Probability of spam: under 0.0001.");
    }

    @Test
    void leadsToThePathsBehindItsStage() throws ModelFormatException {
        var page = new Page(PageModels.binary(WEIGHTS), "/prod", true);
        assertThat(page.form()).contains("<form method=\"post\" action=\"/prod/\" id=\"ask\"",
                "<form method=\"post\" action=\"/prod/\" id=\"examples\"", "<a href=\"/prod/model\">",
                "<link rel=\"manifest\" href=\"/prod/manifest.webmanifest\">");
        assertThat(page.error(404, "Not found", "No page.")).contains("<a href=\"/prod/\">Hamlet</a>",
                "<a href=\"/prod/\">Back to the question</a>", "<a href=\"/prod/model\">");
    }

    @Test
    void showsTheFiguresTheModelHas() throws ModelFormatException {
        Map<String, String> provenance = Map.of("data.name", "Two Letters", "data.sha256", "abc", "figure.f1", "0.9",
                "figure.blocked_ham", "0.001");
        Model model = PageModels.binary(List.of("ham", "spam"), WEIGHTS, 0, provenance);
        assertThat(new Page(model).form()).contains("<dt>Name</dt><dd>tiny</dd>",
                "<dt>Version</dt><dd>" + model.version() + "</dd>", "<dt>Data</dt><dd>Two Letters</dd>",
                "<dt>Blocked ham</dt><dd>0.001</dd>", "<p>Measured on held-out examples, ", "<dt>F1</dt><dd>0.9</dd>")
                .doesNotContain("abc", "Examples</dt>");
    }

    @Test
    void isTheSameUnderTurkishLocale() throws ModelFormatException {
        Model model = PageModels.binary(List.of("ham", "spam"), WEIGHTS, 0, Map.of("figure.iq", "100"));
        String expected = verdict(model, "claim it");
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(verdict(model, "claim it")).isEqualTo(expected).contains("<dt>IQ</dt>");
        } finally {
            Locale.setDefault(locale);
        }
    }
}
