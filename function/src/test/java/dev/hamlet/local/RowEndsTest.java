package dev.hamlet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whoever ends rows while reading and whoever splits them later must agree, whatever the bytes. */
class RowEndsTest {

    @Property
    void findsTheSameRowsInPieces(@ForAll("bytes") byte[] bytes, @ForAll Format format,
            @ForAll @IntRange(min = 1, max = 9) int size) {
        var whole = new RowEnds(format == Format.CSV);
        whole.scan(bytes, 0, bytes.length, Integer.MAX_VALUE);
        var pieces = new RowEnds(format == Format.CSV);
        for (int from = 0; from < bytes.length; from += size) {
            pieces.scan(bytes, from, Math.min(from + size, bytes.length), Integer.MAX_VALUE);
        }
        var single = new RowEnds(format == Format.CSV);
        int rows = 0;
        for (int at = 0; at < bytes.length; rows += single.rows(), single.cut()) {
            at = single.scan(bytes, at, bytes.length, 1);
        }

        assertThat(pieces.rows()).isEqualTo(whole.rows()).isEqualTo(rows);
        assertThat(pieces.end()).isEqualTo(whole.end());
        assertThat(pieces.line()).isEqualTo(whole.line());
        assertThat(pieces.inQuotes()).isEqualTo(whole.inQuotes());
    }

    @Property
    void agreesWithWhoeverSplitsTheRows(@ForAll("bytes") byte[] bytes, @ForAll Format format) throws IOException {
        var reader = new RowReader(new ByteArrayInputStream(bytes), format);
        var columns = new Columns(format, "a", "b", 2, 0, 1);
        try {
            for (RowBatch batch = reader.next(); batch != null; batch = reader.next()) {
                Rows rows = columns.rows(batch.bytes());
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(batch.rows());
            }
        } catch (BadInputException e) {
            assertThat(e).hasMessageContaining("expected a quote to be closed");
            assertThat(format).isEqualTo(Format.CSV);
        }
    }

    /** What RFC 4180 says of writing, read again. */
    @Property
    void readsAnyCellsAsTheyWereWritten(@ForAll("tables") List<List<String>> table, @ForAll boolean crlf)
            throws IOException, BadMessageException {
        var csv = new StringBuilder();
        for (List<String> row : table) {
            csv.append(quoted(row.get(0))).append(',').append(quoted(row.get(1))).append(crlf ? "\r\n" : "\n");
        }
        var reader = new RowReader(new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
                Format.CSV);
        var columns = new Columns(Format.CSV, "a", "b", 2, 0, 1);

        List<List<String>> found = new ArrayList<>();
        for (RowBatch batch = reader.next(); batch != null; batch = reader.next()) {
            Rows rows = columns.rows(batch.bytes());
            while (rows.next()) {
                Rows.Id id = rows.id();
                found.add(List.of(rows.text(), id == null ? "none" : id.value()));
            }
        }

        assertThat(found).isEqualTo(table);
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.strings().withChars("\",\n\r\ta").ofMaxLength(60)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        return Arbitraries.strings().withChars("\",\n\r\tab文 \uFFFD").ofMaxLength(12).list().ofSize(2).list()
                .ofMaxSize(20);
    }
}
