package dev.hamlet.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyReaderTest {

    @Test
    void readsHeadersByNameInAnyCase() throws IOException {
        Reply reply = read("HTTP/1.1 200 OK\r\nLAMBDA-Runtime-X:  a: b \r\nContent-length: 2\r\n\r\nhi");
        assertThat(reply.header("lambda-runtime-x")).isEqualTo("a: b");
        assertThat(reply.body()).asString(UTF_8).isEqualTo("hi");
    }

    @Test
    void readsABodyWithoutALengthToTheEnd() throws IOException {
        assertThat(read("HTTP/1.0 200\r\n\r\nto the end").body()).asString(UTF_8).isEqualTo("to the end");
        assertThat(read("HTTP/1.1 204 No Content\r\n\r\n").body()).isEmpty();
    }

    @Test
    void readsOneReplyAfterTheOther() throws IOException {
        var reader = reader("HTTP/1.1 202 Accepted~Transfer-Encoding: chunked~~A~0123456789~0~~HTTP/1.1 500 Oops~~");
        assertThat(reader.read().body()).asString(UTF_8).isEqualTo("0123456789");
        assertThat(reader.read().status()).isEqualTo(500);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ''                                     | expected a whole HTTP response, found the connection closed
            HTTP/1.1 200 OK~Content-Le             | expected a whole HTTP response, found the connection closed
            SMTP ready at your service~~           | expected a status line such as "HTTP/1.1 200 OK", found "SMTP ready at your service"
            HTTP/1.1 2x0 OK~~                      | expected a status line such as "HTTP/1.1 200 OK", found "HTTP/1.1 2x0 OK"
            HTTP/1.1 2000~~                        | expected a status line such as "HTTP/1.1 200 OK", found "HTTP/1.1 2000"
            HTTP/1.1 200 OK~no colon~~             | expected at most 100 headers, each a name, a colon and a value, found "no colon"
            HTTP/1.1 200 OK~Content-Length: -1~~   | expected a length in bytes, found "-1"
            HTTP/1.1 200 OK~Content-Length: +1~~a  | expected a length in bytes, found "+1"
            HTTP/1.1 200 OK~Content-Length: 99999999999~~ | expected a length in bytes, found "99999999999"
            HTTP/1.1 200 OK~Content-Length: 5~~abc | expected 5 bytes of a body, found 3
            HTTP/1.1 200 OK~Transfer-Encoding: gzip~~ | expected the transfer encoding chunked, found "gzip"
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~ | expected a length in bytes, found "x"
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~abcd~0~~ | expected a line end after a chunk, found "cd"
            HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~ab | expected 5 bytes of a body, found 2
            """)
    void saysWhatIsWrongWithAReply(String reply, String message) {
        assertThatThrownBy(() -> read(reply)).isInstanceOf(IOException.class).hasMessage(message);
    }

    @Test
    void boundsALine() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nA: " + "x".repeat(1 << 17)))
                .hasMessage("expected lines of at most 65536 bytes, found a longer one");
    }

    private static Reply read(String bytes) throws IOException {
        return reader(bytes).read();
    }

    /** A tilde stands for a line end. */
    private static ReplyReader reader(String text) {
        return new ReplyReader(new ByteArrayInputStream(text.replace("~", "\r\n").getBytes(UTF_8)));
    }
}
