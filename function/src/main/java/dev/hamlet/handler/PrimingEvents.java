package dev.hamlet.handler;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The events that a function is primed with: each route, each kind of answer, both versions of API Gateway's payload. */
final class PrimingEvents {

    private static final String JSON = "application/json";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    /** Written for this: plain and disguised, short and long, in several scripts. */
    private static final List<String> TEXTS = List.of(
            "Congratulations! Your number was drawn for a FREE £500 gift voucher. Text CLAIM to 80055 now or call "
                    + "09098790123 (150p/min). T&Cs at www.prize.example/win, 18+",
            "running ten minutes late, the train is stuck again. start without me and keep me some lasagne x",
            "F R E E  pr1ze w\u0430iting, u r a w1nner! cl\u200baim \uD835\uDC27\uD835\uDC28\uD835\uDC30 at http://claim.example",
            "Grüße aus Köln! Привет, как дела? 今日はとても楽しかったです 🎁🎉 नमस्ते",
            "Reminder: your appointment with the dentist is on Tuesday at 9.30. Please call 020 7946 0000 if you can't "
                    + "make it. "
                    + "We look forward to seeing you, and do bring the form that we sent you. ".repeat(6));

    private PrimingEvents() {}

    static List<byte[]> all() throws IOException {
        List<Asked> asked = new ArrayList<>(List.of(
                new Asked("HEAD", "/", "", BROWSER, ""),
                new Asked("POST", "/", Form.MEDIA_TYPE, BROWSER, "message="),
                new Asked("GET", "/missing", "", BROWSER, ""),
                new Asked("GET", "/predict", "", "*/*", ""),
                new Asked("POST", "/predict", "text/plain", "*/*", "a text"),
                new Asked("POST", "/predict", JSON, "*/*", "{\"text\": 1}"),
                new Asked("POST", "/predict", JSON, "*/*", texts()),
                new Asked("POST", "/invocations", "text/csv", "text/csv", "text\n\"won, a prize\"\n"),
                new Asked("POST", "/invocations", JSON, "*/*",
                        "{\"dataframe_split\":{\"columns\":[\"text\"],\"data\":[[\"won a prize\"]]},\"params\":{\"explain\":true}}"),
                new Asked("POST", "/v2/models/hamlet/infer", JSON, "*/*",
                        "{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"won a prize\"]}],"
                                + "\"parameters\":{\"explain\":true}}")));
        for (Route route : Route.values()) {
            String path = route.path().replace("{model}", "hamlet").replace("{version}", "1");
            asked.add(new Asked(route.allows("GET") ? "GET" : "OPTIONS", path, "", BROWSER, ""));
        }
        for (String text : TEXTS) {
            asked.add(new Asked("POST", "/predict", JSON, "*/*", text(text, false)));
            asked.add(new Asked("POST", "/predict", JSON, "*/*", text(text, true)));
            asked.add(new Asked("POST", "/", Form.MEDIA_TYPE, BROWSER,
                    "message=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
        }
        List<byte[]> events = new ArrayList<>();
        for (Asked each : asked) {
            events.add(each.version2());
            events.add(each.version1());
        }
        return events;
    }

    private static String text(String text, boolean explain) throws IOException {
        var out = new StringWriter();
        var json = new JsonWriter(out);
        json.beginObject().name("text").value(text);
        if (explain) {
            json.name("explain").value(true);
        }
        json.endObject();
        return out.toString();
    }

    private static String texts() throws IOException {
        var out = new StringWriter();
        var json = new JsonWriter(out);
        json.beginObject().name("texts").beginArray();
        for (String text : TEXTS) {
            json.value(text);
        }
        json.endArray().endObject();
        return out.toString();
    }

    /** A request; an empty content type or body is none. */
    private record Asked(String method, String path, String contentType, String accept, String body) {

        /** As an HTTP API sends it: forms, and other bodies that it does not take for text, in base64. */
        byte[] version2() throws IOException {
            var out = new StringWriter();
            var json = new JsonWriter(out);
            json.beginObject();
            json.name("version").value("2.0");
            json.name("routeKey").value("$default");
            json.name("rawPath").value(path);
            json.name("rawQueryString").value("");
            json.name("headers").beginObject();
            for (String[] header : headers()) {
                json.name(header[0]).value(header[1]);
            }
            json.endObject();
            json.name("requestContext").beginObject();
            json.name("domainName").value("api.example");
            json.name("http").beginObject();
            json.name("method").value(method);
            json.name("path").value(path);
            json.name("protocol").value("HTTP/1.1");
            json.endObject();
            json.name("stage").value("$default");
            json.name("timeEpoch").value(0);
            json.endObject();
            boolean base64 = contentType.equals(Form.MEDIA_TYPE);
            if (!body.isEmpty()) {
                json.name("body").value(base64
                        ? Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))
                        : body);
            }
            json.name("isBase64Encoded").value(base64);
            json.endObject();
            return out.toString().getBytes(StandardCharsets.UTF_8);
        }

        /** As a REST API sends it. */
        byte[] version1() throws IOException {
            var out = new StringWriter();
            var json = new JsonWriter(out);
            json.beginObject();
            json.name("resource").value("/{proxy+}");
            json.name("path").value(path);
            json.name("httpMethod").value(method);
            json.name("headers").beginObject();
            for (String[] header : headers()) {
                json.name(header[0]).value(header[1]);
            }
            json.endObject();
            json.name("multiValueHeaders").beginObject();
            for (String[] header : headers()) {
                json.name(header[0]).beginArray().value(header[1]).endArray();
            }
            json.endObject();
            json.name("queryStringParameters").nullValue();
            json.name("requestContext").beginObject();
            json.name("path").value("/prod" + path);
            json.name("stage").value("prod");
            json.name("identity").beginObject().name("user").nullValue().endObject();
            json.endObject();
            json.name("body");
            if (body.isEmpty()) {
                json.nullValue();
            } else {
                json.value(body);
            }
            json.name("isBase64Encoded").value(false);
            json.endObject();
            return out.toString().getBytes(StandardCharsets.UTF_8);
        }

        private List<String[]> headers() {
            List<String[]> headers = new ArrayList<>();
            headers.add(new String[]{"accept", accept});
            headers.add(new String[]{"accept-encoding", "gzip, deflate, br"});
            headers.add(new String[]{"host", "api.example"});
            headers.add(new String[]{"user-agent", "priming"});
            headers.add(new String[]{"x-forwarded-proto", "https"});
            if (!contentType.isEmpty()) {
                headers.add(new String[]{"content-type", contentType});
            }
            return headers;
        }
    }
}
