package dev.hamlet.handler;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.hamlet.model.Model;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /predict} asks: {@code {"text":…}} or {@code {"texts":[…]}}, and optionally {@code "explain":true}.
 *
 * @param texts the texts to classify, one at least, each neither blank nor too long
 * @param several whether they came as {@code texts}, so that the answer is a list
 * @param explain whether to say why
 */
record PredictRequest(List<String> texts, boolean several, boolean explain) {

    /**
     * Reads a request body.
     *
     * @throws ProblemException if it is no JSON object with just these members, or a text is empty or too long
     */
    static PredictRequest parse(String body) throws ProblemException {
        var parser = new Parser();
        try (var json = new JsonReader(new StringReader(body))) {
            json.setStrictness(Strictness.STRICT);
            parser.object(json);
        } catch (MalformedJsonException | EOFException e) {
            throw new ProblemException(Problem.Kind.MALFORMED_JSON,
                    "expected a JSON object, found text that is not JSON");
        } catch (IOException e) {
            throw new IllegalStateException("a string is read without failure", e);
        }
        return parser.request();
    }

    /**
     * Checks a text that is to be classified.
     *
     * @param where which text it is, for the message
     * @throws ProblemException if nothing in it can be read, or it is longer than {@link Limits#TEXT_CHARACTERS}
     */
    static void check(String text, String where) throws ProblemException {
        if (Model.isBlank(text)) {
            throw new ProblemException(Problem.Kind.EMPTY_TEXT, where + ": expected some text, found none");
        }
        if (text.length() > Limits.TEXT_CHARACTERS) {
            throw new ProblemException(Problem.Kind.TEXT_TOO_LONG,
                    where + ": expected at most " + Limits.TEXT_CHARACTERS + " characters, found " + text.length());
        }
    }

    /**
     * Checks that there may be a text more.
     *
     * @throws ProblemException if there are {@link Limits#TEXTS} already
     */
    static void checkRoom(int texts, String where) throws ProblemException {
        if (texts == Limits.TEXTS) {
            throw new ProblemException(Problem.Kind.TOO_MANY_TEXTS,
                    where + ": expected at most " + Limits.TEXTS + ", found more");
        }
    }

    static void expectEnd(JsonReader in) throws IOException, ProblemException {
        try {
            // strict: throws at anything but white space
            var _ = in.peek();
        } catch (MalformedJsonException e) {
            throw invalid("expected one JSON object, found more after it");
        }
    }

    static void expect(JsonReader in, JsonToken token, String where) throws IOException, ProblemException {
        JsonToken found = in.peek();
        if (found != token) {
            throw invalid(where + ": expected " + words(token) + ", found " + words(found));
        }
    }

    static String words(JsonToken token) {
        return switch (token) {
            case BEGIN_ARRAY -> "an array";
            case BEGIN_OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME -> "nothing";
        };
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(Problem.Kind.INVALID_REQUEST, detail);
    }

    private static final class Parser {

        private @Nullable String text;
        private @Nullable List<String> texts;
        private @Nullable Boolean explain;

        void object(JsonReader in) throws IOException, ProblemException {
            expect(in, JsonToken.BEGIN_OBJECT, "the body");
            in.beginObject();
            while (in.hasNext()) {
                member(in, in.nextName());
            }
            in.endObject();
            expectEnd(in);
        }

        private void member(JsonReader in, String name) throws IOException, ProblemException {
            switch (name) {
                case "text" -> {
                    once(text, name);
                    text = text(in, name);
                }
                case "texts" -> {
                    once(texts, name);
                    texts = texts(in);
                }
                case "explain" -> {
                    once(explain, name);
                    expect(in, JsonToken.BOOLEAN, name);
                    explain = in.nextBoolean();
                }
                default -> throw invalid("expected the members text or texts, and explain, found another one");
            }
        }

        private List<String> texts(JsonReader in) throws IOException, ProblemException {
            expect(in, JsonToken.BEGIN_ARRAY, "texts");
            List<String> read = new ArrayList<>();
            in.beginArray();
            while (in.hasNext()) {
                checkRoom(read.size(), "texts");
                read.add(text(in, "texts[" + read.size() + "]"));
            }
            in.endArray();
            return read;
        }

        private static String text(JsonReader in, String where) throws IOException, ProblemException {
            expect(in, JsonToken.STRING, where);
            String text = in.nextString();
            check(text, where);
            return text;
        }

        PredictRequest request() throws ProblemException {
            boolean explained = Boolean.TRUE.equals(explain);
            if (text != null && texts == null) {
                return new PredictRequest(List.of(text), false, explained);
            }
            if (text == null && texts != null && !texts.isEmpty()) {
                if (explained) {
                    Explain.check(texts, "texts");
                }
                return new PredictRequest(texts, true, explained);
            }
            throw invalid("expected either text, or texts with one or more, found " + (text != null ? "both" : "none"));
        }

        private static void once(@Nullable Object earlier, String name) throws ProblemException {
            if (earlier != null) {
                throw invalid("expected " + name + " once, found it twice");
            }
        }
    }
}
