package dev.hamlet.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text can become markup, and the policy lets nothing else in. */
class PageSafetyTest {

    private static final Pattern TAG = Pattern.compile("<[a-z/!][^>]*>");

    private static Page page() throws ModelFormatException {
        return new Page(PageModels.binary(Map.of("claim", 1.0)));
    }

    private static List<String> tags(String page) {
        return TAG.matcher(page).results().map(MatchResult::group).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"</script><script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>", "\"'`",
        "' onfocus='alert(1)", "&lt;b&gt; &amp;", "<!-- ", "]]>", "{{message}}{{style}}", "\u202Edesrever",
        "\uD83D unpaired \uDE00", "\0\b\u007F\u0085", "$1 \\1"})
    void showsHostileTextAsText(String text) throws ModelFormatException {
        Model model = PageModels.binary(Map.of("claim", 1.0));
        var page = new Page(model);
        assertThat(tags(page.formError(text, text))).isEqualTo(tags(page.formError("x", "x")));
        assertThat(tags(page.error(400, text, text))).isEqualTo(tags(page.error(400, "x", "x")));
        String verdict = page.verdict(text, model.explain(text));
        assertThat(tags(verdict)).isEqualTo(tags(page.verdict("x", model.explain("x"))));
        assertThat(verdict).contains("\n" + Html.text(text).markup() + "</textarea>",
                "<p id=\"text\" dir=\"auto\">" + Html.text(text).markup() + "</p>");
    }

    @Test
    void showsHostileWordsAsText() throws ModelFormatException {
        String word = "<claim>\"&";
        Model model = PageModels.binary(Map.of("claim", 1.0));
        assertThat(new Page(model).verdict(word, model.explain(word))).contains(
                "title=\"+1.00 for spam\">&lt;claim&gt;&quot;&amp;</mark>", "<bdi>&lt;claim&gt;&quot;&amp;</bdi>");
    }

    @Test
    void showsHostileLabelsAndFiguresAsText() throws ModelFormatException {
        Model hostile = PageModels.binary(List.of("a\"<b>", "c'<i>"), Map.of("claim", 1.0), 0,
                Map.of("figure.<u>", "<s>\"", "data.name", "<p>"));
        Model harmless = PageModels.binary(List.of("a", "c"), Map.of("claim", 1.0), 0,
                Map.of("figure.u", "s", "data.name", "p"));
        assertThat(tags(new Page(hostile).verdict("claim", hostile.explain("claim")))).hasSameSizeAs(
                tags(new Page(harmless).verdict("claim", harmless.explain("claim"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "a\uDE00b", "\uDE00\uD83D"})
    void replacesUnpairedSurrogates(String text) {
        assertThat(UTF_8.newEncoder().canEncode(Html.text(text).markup())).isTrue();
        assertThat(Html.text(text).markup()).contains("\uFFFD");
    }

    @Test
    void keepsEmojiAndWhiteSpace() {
        assertThat(Html.text("\t🎭\r\n").markup()).isEqualTo("\t🎭\r\n");
    }

    @Test
    void allowsOnlyItsOwnStyleAndScript() throws ModelFormatException {
        String form = page().form();
        assertThat(Page.contentSecurityPolicy()).isEqualTo("default-src 'none'; style-src " + hash(form, "style")
                + "; script-src 'self' " + hash(form, "script")
                + "; worker-src 'self'; manifest-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'");
    }

    @Test
    void usesTheSameStyleOnEveryPage() throws ModelFormatException {
        assertThat(hash(page().error(500, "Error", "None."), "style")).isEqualTo(hash(page().form(), "style"));
    }

    @Test
    void needsNothingThatThePolicyForbids() throws ModelFormatException {
        Model model = PageModels.binary(Map.of("claim", 1.0));
        List<String> tags = tags(new Page(model).verdict("claim", model.explain("claim")));
        assertThat(tags).noneMatch(tag -> tag.matches("(?s).*\\s(style|on\\w+|src)=.*"));
        assertThat(tags).filteredOn(tag -> tag.startsWith("<link")).hasSize(1)
                .allMatch(tag -> tag.contains("href=\"data:image/svg+xml,"));
    }

    private static String hash(String page, String element) {
        var inline = Pattern.compile("(?s)<" + element + "[^>]*>(.*?)</" + element + ">").matcher(page);
        assertThat(inline.find()).isTrue();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.group(1).getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
