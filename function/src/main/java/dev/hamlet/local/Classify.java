package dev.hamlet.local;

import com.google.gson.stream.JsonWriter;
import dev.hamlet.handler.Limits;
import dev.hamlet.handler.PredictHandler;
import dev.hamlet.handler.PredictionJson;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.VerifiedModel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Classifies lines: one message a line in, one JSON object a line out, in order and as they come. */
final class Classify {

    private final Model model;
    private final boolean explain;
    private int failures;

    Classify(Model model, boolean explain) {
        this.model = model;
        this.explain = explain;
    }

    /** Runs from stdin to stdout; 1 if a line could not be classified. */
    static int run(Options options) throws IOException {
        var classify = new Classify(model(options), options.has("--explain"));
        // not System.out: a PrintStream keeps a full disk to itself
        return classify.copy(System.in, new Stdout(new FileOutputStream(FileDescriptor.out)));
    }

    private static Model model(Options options) throws IOException {
        if (!options.has("--model")) {
            return PredictHandler.shippedModel();
        }
        String file = options.get("--model", "");
        return VerifiedModel.read(bytes(file), file);
    }

    private static byte[] bytes(String file) throws IOException {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IOException("expected a model file at " + file + ", found none", e);
        } catch (IOException e) {
            throw new IOException("expected a model file at " + file + ", found what cannot be read: " + e, e);
        }
    }

    /** Classifies every line of {@code in}; 1 if one could not be. */
    int copy(InputStream in, OutputStream out) throws IOException {
        var lines = new Lines(new BufferedInputStream(in, 1 << 16));
        var writer = new OutputStreamWriter(new BufferedOutputStream(out, 1 << 16), StandardCharsets.UTF_8);
        while (lines.next()) {
            line(lines, writer);
            if (!lines.more()) {
                // whoever types, or pipes slowly, sees each answer at once
                writer.flush();
            }
        }
        writer.flush();
        return failures == 0 ? 0 : 1;
    }

    private void line(Lines lines, Writer out) throws IOException {
        var line = new StringWriter();
        var json = new JsonWriter(line);
        json.beginObject();
        try {
            answer(lines.text(), json);
        } catch (BadLineException e) {
            failures++;
            json.name("error").value("line " + lines.number() + ": " + e.getMessage());
        }
        json.endObject();
        out.write(line.append('\n').toString());
    }

    private void answer(String text, JsonWriter json) throws IOException, BadLineException {
        if (Model.isBlank(text)) {
            throw new BadLineException("expected a message, found an empty line");
        }
        if (explain) {
            Explanation explanation = model.explain(text);
            PredictionJson.write(json, explanation.prediction());
            PredictionJson.write(json, explanation);
        } else {
            PredictionJson.write(json, model.predict(text));
        }
    }

    /** Names itself when it cannot be written. */
    private static final class Stdout extends FilterOutputStream {

        Stdout(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new IOException("expected to write every answer to stdout, found: " + e.getMessage(), e);
            }
        }
    }

    /** Thrown when a line is no message; it becomes the line's answer. */
    private static final class BadLineException extends Exception {

        private static final long serialVersionUID = 1L;

        BadLineException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Lines of bytes, ended by LF or CR LF; of one that is too long only the beginning is kept. A byte order mark before the
     * first is dropped.
     */
    private static final class Lines {

        /** A UTF-16 unit takes three bytes at most, and a carriage return may follow. */
        private static final int MOST_BYTES = 3 * Limits.TEXT_CHARACTERS + 1;

        private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

        private final InputStream in;
        private byte[] bytes = new byte[1024];
        private int length;
        private long number;

        Lines(InputStream in) {
            this.in = in;
        }

        boolean next() throws IOException {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            length = 0;
            number++;
            int read = 0;
            for (; next >= 0 && next != '\n'; next = in.read()) {
                append((byte) next);
                read++;
                if (number == 1 && read == BYTE_ORDER_MARK.length && startsWithByteOrderMark()) {
                    length = 0;
                }
            }
            if (next < 0 && length == 0) {
                // a mark and nothing else
                return false;
            }
            if (length > 0 && length <= MOST_BYTES && bytes[length - 1] == '\r') {
                length--;
            }
            return true;
        }

        private boolean startsWithByteOrderMark() {
            return Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        }

        /** Whether more can be read without waiting. */
        boolean more() throws IOException {
            return in.available() > 0;
        }

        private void append(byte next) {
            if (length > MOST_BYTES) {
                return;
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length++] = next;
        }

        String text() throws BadLineException {
            String text = length > MOST_BYTES ? null : decode();
            if (text == null || text.length() > Limits.TEXT_CHARACTERS) {
                throw new BadLineException("expected at most " + Limits.TEXT_CHARACTERS + " characters, found more");
            }
            return text;
        }

        private String decode() throws BadLineException {
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            } catch (CharacterCodingException e) {
                throw new BadLineException("expected UTF-8, found other bytes");
            }
        }

        long number() {
            return number;
        }
    }
}
