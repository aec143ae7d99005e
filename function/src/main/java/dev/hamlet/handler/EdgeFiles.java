package dev.hamlet.handler;

import dev.hamlet.model.Model;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files by which a browser answers by itself and without a network: the scorer as a module, the model, the service worker, and what
 * makes an installable app of the page. Each is read when it is asked for.
 */
final class EdgeFiles {

    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    private EdgeFiles() {}

    /** Whether browsers can be served a model: its file is there, not too large, and linear, so that the module can read it. */
    static boolean serve(Model model, byte @Nullable [] file) {
        return file != null && file.length <= Limits.MODEL_BYTES && model.isLinear();
    }

    /** The SHA-256 of {@link #module()}, which the build has written beside it; 64 hexadecimal digits. */
    static String moduleHash() {
        return Template.read("edge.js.sha256").strip();
    }

    static Answer module() {
        return file("edge.js", JAVASCRIPT).with("etag", quoted(moduleHash()));
    }

    /**
     * The model's bytes.
     *
     * @throws ProblemException if browsers cannot be served it
     */
    static Answer model(Model model, byte @Nullable [] file) throws ProblemException {
        if (file == null || !serve(model, file)) {
            throw new ProblemException(Problem.Kind.NOT_FOUND, "expected a linear model in a file of at most "
                    + Limits.MODEL_BYTES + " bytes, found " + found(model, file));
        }
        return new Answer(200, headers("application/octet-stream"), Base64.getEncoder().encodeToString(file), true)
                .with("etag", quoted(model.sha256()));
    }

    private static String found(Model model, byte @Nullable [] file) {
        if (file == null) {
            return "no file";
        }
        return model.isLinear() ? file.length + " bytes" : "a forest";
    }

    static Answer serviceWorker() {
        return file("service-worker.js", JAVASCRIPT).with("content-security-policy",
                "default-src 'none'; connect-src 'self'");
    }

    static Answer manifest() {
        return file("manifest.webmanifest", "application/manifest+json");
    }

    static Answer icon() {
        return file("icon.svg", "image/svg+xml").with("content-security-policy", "default-src 'none'");
    }

    private static Answer file(String name, String contentType) {
        return new Answer(200, headers(contentType), Template.read(name));
    }

    /** The page keeps what it needs by hash itself; whoever else keeps a file asks for it again. */
    private static Map<String, String> headers(String contentType) {
        return Map.of("content-type", contentType, "cache-control", "no-cache", "x-content-type-options", "nosniff");
    }

    private static String quoted(String hash) {
        return '"' + hash + '"';
    }
}
