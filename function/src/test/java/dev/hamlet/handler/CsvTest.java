package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void readsQuotesAsRfc4180Says() throws ProblemException {
        assertThat(Csv.rows("a,\"b,\"\"c\"\"\r\nd\",e\r\n\r\n\"\"\"\",\" f \", g \n,\n")).containsExactly(
                List.of("a", "b,\"c\"\r\nd", "e"), List.of("\"", " f ", " g "), List.of("", ""));
    }

    @Test
    void leavesAQuoteInsideAFieldAsItIs() throws ProblemException {
        assertThat(Csv.rows("5\" wide,x")).containsExactly(List.of("5\" wide", "x"));
    }

    @Test
    void quotesOnlyWhereItMust() {
        assertThat(List.of(Csv.field("spam"), Csv.field("a,b"), Csv.field("\"q\""), Csv.field("a\nb")))
                .containsExactly("spam", "\"a,b\"", "\"\"\"q\"\"\"", "\"a\nb\"");
    }

    @Property
    void readsWhatItWrites(@ForAll @Size(min = 2, max = 5) List<String> row) throws ProblemException {
        String text = row.stream().map(Csv::field).collect(Collectors.joining(","));

        // not a byte order mark that belongs to the first field
        assertThat(Csv.rows("x," + text)).containsExactly(
                Stream.concat(Stream.of("x"), row.stream()).toList());
    }
}
