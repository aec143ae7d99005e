package dev.hamlet.handler;

import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The web page: a text box, the verdict and the words that led to it; and errors in the same style.
 *
 * <p>One HTML document each, with nothing to load besides; it works without JavaScript. Its resources are read when the first page is
 * asked for, not by the constructor. Immutable and thread-safe.
 */
final class Page {

    /** A question with more labels than these would be no headline. */
    private static final int NAMED_LABELS = 5;

    private final Model model;
    private final String base;
    private final boolean edge;

    /** A page at {@code /}, answered by the server alone. */
    Page(Model model) {
        this(model, "", false);
    }

    /**
     * A page behind a stage.
     *
     * @param base what stands before every path: {@code /prod}, for one. Links relative to the page would not do: it answers at
     *     {@code /prod} as well as at {@code /prod/}
     * @param edge whether the browser may choose to answer by itself
     */
    Page(Model model, String base, boolean edge) {
        this.model = model;
        this.base = base;
        this.edge = edge;
    }

    /** The page with an empty text box. */
    String form() {
        return ask("Hamlet: " + labels() + "?", "", " autofocus", "", verdict().awaited());
    }

    /** The page with a message and what the model says of it. */
    String verdict(String message, Explanation explanation) {
        String title = explanation.prediction().label() + " \u2013 Hamlet";
        return ask(title, message, "", "", verdict().of(message, explanation));
    }

    /** The page with a message that could not be judged, and why at the text box. */
    String formError(String message, String detail) {
        String state = " autofocus aria-invalid=\"true\"";
        return ask("Error \u2013 Hamlet", message, state, detail, verdict().awaited());
    }

    /** A page that says what went wrong and leads back to the form. */
    String error(int status, String title, String detail) {
        Html main = Resources.ERROR.fill(
                Map.of("base", base, "status", status, "title", title, "direction", stageDirection(status), "detail",
                        detail));
        return page(title + " \u2013 Hamlet", main);
    }

    /** The page that shows {@code openapi.json}; a test keeps the two alike. */
    String docs() {
        return page("API \u2013 Hamlet", Template.of("docs.html").fill(Map.of("base", base)));
    }

    /** The {@code Content-Security-Policy} under which the pages work: no script or style but their own. */
    static String contentSecurityPolicy() {
        return Resources.POLICY;
    }

    private Verdict verdict() {
        return new Verdict(model.metadata(), model.version());
    }

    private String ask(String title, String message, String state, String problem, Map<String, Object> verdict) {
        List<String> labels = model.metadata().labels();
        boolean binary = model.metadata().binary();
        var slots = new HashMap<String, Object>(verdict);
        slots.put("base", base);
        slots.put("question", question());
        slots.put("count", labels.size());
        slots.put("negative", binary ? labels.get(0) : "");
        slots.put("positive", binary ? labels.get(1) : "");
        slots.put("model", model.version());
        slots.put("limit", Limits.TEXT_CHARACTERS);
        slots.put("state", new Html(state));
        slots.put("message", message);
        slots.put("problem", problem);
        slots.put("examples", labels.contains("spam") ? Resources.EXAMPLES.fill(Map.of("base", base)) : Html.NONE);
        slots.put("script", Resources.SCRIPT);
        slots.put("sha256", edge ? model.sha256() : "");
        slots.put("edge", edge ? Resources.MODULE_HASH : "");
        slots.put("where", edge ? Resources.WHERE : Html.NONE);
        return page(title, Resources.ASK.fill(slots));
    }

    private String page(String title, Html main) {
        return Resources.PAGE
                .fill(Map.of("base", base, "title", title, "style", Resources.STYLE, "main", main, "figures",
                        new Figures(model).markup(), "app",
                        edge ? Resources.APP.fill(Map.of("base", base)) : Html.NONE))
                .markup();
    }

    /** The labels as a choice; of two, marked like the words that speak for them. */
    private Html question() {
        if (!model.metadata().binary()) {
            return Html.text(labels());
        }
        List<String> labels = model.metadata().labels();
        return Resources.QUESTION.fill(Map.of("negative", labels.get(0), "positive", labels.get(1)));
    }

    private String labels() {
        List<String> labels = model.metadata().labels();
        if (labels.size() > NAMED_LABELS) {
            return "Which of " + labels.size();
        }
        String last = labels.getLast();
        return labels.stream().limit(labels.size() - 1L).collect(Collectors.joining(", ", "", " or " + last));
    }

    private static String stageDirection(int status) {
        return switch (status) {
            case 404 -> "[Exit Ghost.]";
            case 405 -> "Though this be madness, yet there is method in \u2019t \u2013 only not this one.";
            default ->
                status < 500 ? "The play\u2019s the thing; this was not in it." : "Something is rotten in the state.";
        };
    }

    /** What the pages are made of; initialized by the first page. */
    private static final class Resources {

        static final Template PAGE = Template.of("page.html");
        static final Template ASK = Template.of("ask.html");
        static final Template ERROR = Template.of("error.html");
        static final Template QUESTION = new Template("""
                <mark class="neg w3">{{negative}}</mark> or <mark class="pos w3">{{positive}}</mark>""");
        static final Template EXAMPLES = Template.of("examples.html");
        static final Html STYLE = new Html(Template.read("page.css"));
        static final String MODULE_HASH = EdgeFiles.moduleHash();
        static final Html WHERE = new Html(Template.read("where.html"));
        static final Template APP = new Template("""
                <link rel="manifest" href="{{base}}/manifest.webmanifest">
                """);
        /** One module: the second file goes on where the first ends. */
        static final Html SCRIPT = new Html(Template.read("page.js") + Template.read("where.js"));
        static final String POLICY = String.join("; ", "default-src 'none'", "style-src " + hash(STYLE),
                // 'self': strict-dynamic would not let an inline script import the scorer's module
                "script-src 'self' " + hash(SCRIPT), "worker-src 'self'", "manifest-src 'self'",
                "img-src 'self' data:", "connect-src 'self'", "form-action 'self'",
                "base-uri 'none'", "frame-ancestors 'none'");

        private static String hash(Html source) {
            byte[] bytes = source.markup().getBytes(StandardCharsets.UTF_8);
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
