package dev.hamlet.runtime;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 responses (RFC 9112) off a connection, one after the other.
 *
 * <p>Its line ends may be bare; bodies have a length, are chunked, or end with the connection.
 */
final class ReplyReader {

    /** Longer than any header that Lambda sends; a client context has at most 3,583 bytes. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int MOST_HEADERS = 100;

    private final InputStream in;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads one response.
     *
     * @throws IOException if it breaks off, or is no HTTP/1.1; says what was expected and what was found
     */
    Reply read() throws IOException {
        int status = status(line());
        Map<String, String> headers = headers();
        return new Reply(status, headers, body(status, headers));
    }

    private static int status(String line) throws IOException {
        if (line.length() >= 12 && line.startsWith("HTTP/1.") && line.charAt(8) == ' ') {
            int status = number(line.substring(9, 12), 10);
            if (status >= 100 && (line.length() == 12 || line.charAt(12) == ' ')) {
                return status;
            }
        }
        throw new IOException("expected a status line such as \"HTTP/1.1 200 OK\", found \"" + start(line) + "\"");
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MOST_HEADERS) {
                throw new IOException(
                        "expected at most " + MOST_HEADERS + " headers, each a name, a colon and a value, found \""
                                + start(line) + "\"");
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        @Nullable
        String coding = headers.get("transfer-encoding");
        if (coding != null) {
            return chunks(coding);
        }
        @Nullable
        String length = headers.get("content-length");
        if (length != null) {
            return bytes(length(length, 10));
        }
        return status == 204 ? new byte[0] : in.readAllBytes();
    }

    private byte[] chunks(String coding) throws IOException {
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new IOException("expected the transfer encoding chunked, found \"" + start(coding) + "\"");
        }
        var body = new ByteArrayOutputStream();
        for (int length = chunkLength(); length > 0; length = chunkLength()) {
            body.writeBytes(bytes(length));
            emptyLine();
        }
        headers();
        return body.toByteArray();
    }

    private int chunkLength() throws IOException {
        String line = line();
        int extension = line.indexOf(';');
        return length(extension < 0 ? line : line.substring(0, extension), 16);
    }

    private void emptyLine() throws IOException {
        String line = line();
        if (!line.isEmpty()) {
            throw new IOException("expected a line end after a chunk, found \"" + start(line) + "\"");
        }
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("expected " + length + " bytes of a body, found " + bytes.length);
        }
        return bytes;
    }

    private static int length(String text, int radix) throws IOException {
        int length = number(text.strip(), radix);
        if (length < 0) {
            throw new IOException("expected a length in bytes, found \"" + start(text) + "\"");
        }
        return length;
    }

    /** -1 for what is no number, or too large a one. */
    private static int number(String digits, int radix) {
        try {
            return digits.startsWith("+") ? -1 : Integer.parseInt(digits, radix);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("expected a whole HTTP response, found the connection closed");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("expected lines of at most " + LONGEST_LINE + " bytes, found a longer one");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), 80));
    }
}
