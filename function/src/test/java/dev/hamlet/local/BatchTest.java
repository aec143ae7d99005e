package dev.hamlet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.Models;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command, but for its process: the packaged jar's test kills that. */
@Timeout(60)
class BatchTest {

    @TempDir
    private Path folder = Path.of("");
    private Model model;

    BatchTest() throws ModelFormatException {
        this.model = Models.binary();
    }

    @BeforeEach
    void writeModel() throws IOException {
        Files.write(folder.resolve("model.hamlet"), Models.binaryFile());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"rows.csv|'id,text\nA1,free prize\nA2,thanks\n'",
        "rows.CSV|'text,id\r\nfree prize,A1\r\nthanks,A2'", "rows.tsv|'id\ttext\nA1\tfree prize\nA2\tthanks\n'",
        "rows.jsonl|'{\"id\":\"A1\",\"text\":\"free prize\"}\n{\"text\":\"thanks\",\"other\":[{}],\"id\":\"A2\"}\n'",
        "rows.ndjson|'{\"id\":\"A1\",\"text\":\"free prize\"}\r\n\r\n{\"id\":\"A2\",\"text\":\"thanks\"}'"})
    void readsEveryFormatPackedOrNot(String name, String rows) throws IOException, UsageException {
        String expected = answer(1, "\"A1\"", "free prize") + answer(2, "\"A2\"", "thanks");
        write(name, rows);
        write("bom" + name, "\uFEFF" + rows);
        pack(name + ".gz", rows);

        for (String each : List.of(name, "bom" + name, name + ".gz")) {
            Run run = batch("--in", path(each), "--out", path(each + ".out"), "--id", "id");

            assertThat(read(each + ".out")).isEqualTo(expected);
            assertThat(run.status()).isZero();
        }
    }

    @Test
    void readsTheFormatItIsTold() throws IOException, UsageException {
        write("rows.txt", "message\tnumber\nfree prize\t7\n");

        batch("--in", path("rows.txt"), "--out", path("out"), "--format", "tsv", "--text=message", "--id=number");

        assertThat(read("out")).isEqualTo(answer(1, "\"7\"", "free prize"));
    }

    @Test
    void answersWithoutAnIdUnlessAsked() throws IOException, UsageException {
        write("rows.csv", "id,text\nA1,free\n");

        batch("--in", path("rows.csv"), "--out", path("out"));

        assertThat(read("out")).isEqualTo("{\"row\":1," + prediction("free") + "}\n");
    }

    @Test
    void readsQuotedCells() throws IOException, UsageException {
        write("rows.csv", """
                'id','a ''note''',text
                1,'x, y','free
                prize'

                '2','','thanks, ''love'
                3,5' tall,a 'quoted' prize
                '4',,'thanks '''''
                """.replace('\'', '"'));

        Run run = batch("--in", path("rows.csv"), "--out", path("out"), "--id", "id");

        assertThat(read("out")).isEqualTo(answer(1, "\"1\"", "free\nprize") + answer(2, "\"2\"", "thanks, \"love")
                + answer(3, "\"3\"", "a \"quoted\" prize") + answer(4, "\"4\"", "thanks \"\""));
        assertThat(run.status()).isZero();
    }

    /** As in many a message. */
    @Test
    void takesQuotesInTsvAsTheyAre() throws IOException, UsageException {
        write("rows.tsv", "text\n\"free prize\nthanks\" love\r\n");

        batch("--in", path("rows.tsv"), "--out", path("out"));

        assertThat(read("out")).isEqualTo(
                "{\"row\":1," + prediction("\"free prize") + "}\n{\"row\":2," + prediction("thanks\" love") + "}\n");
    }

    @Test
    void carriesIdsOfJsonAsTheyAre() throws IOException, UsageException {
        write("rows.jsonl", "{\"id\":12345678901234567890.0,\"text\":\"free\"}\n{\"id\":\"é\\n\",\"text\":\"free\"}\n");

        batch("--in", path("rows.jsonl"), "--out", path("out"), "--id", "id");

        assertThat(read("out")).isEqualTo(
                answer(1, "12345678901234567890.0", "free") + answer(2, "\"é\\n\"", "free"));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "a,b\\nx,y\\n|-|expected the column \"text\", found \"a\", \"b\"",
        "text\\nfree\\n|key|expected the column \"key\", found \"text\"",
        "text,x,text\\nfree,x,y\\n|-|expected the column \"text\" once, found it twice",
        "''|-|expected a header with the column \"text\", found an empty file",
        "\\n\\n|-|expected a header with the column \"text\", found an empty file",
        "\"te\"xt\\nfree\\n|-|expected the column \"text\", found \"te\"",
        "free prize you have won a great deal of money today call\\n|-|expected the column \"text\", found \"free prize you have won a great deal of …\""})
    void namesTheFileAndWhatItsHeaderLacks(String rows, String id, String message) throws IOException, UsageException {
        write("rows.csv", rows.replace("\\n", "\n"));

        Run run = id == null
                ? batch("--in", path("rows.csv"), "--out", path("out"))
                : batch("--in", path("rows.csv"), "--out", path("out"), "--id", id);

        assertThat(run.errors().getFirst()).isEqualTo("hamlet: " + path("rows.csv") + ": " + message);
        assertThat(run.errors().getLast()).startsWith("hamlet: 0 rows in 1 file, of which 1 failed: ");
        assertThat(run.status()).isEqualTo(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void refusesHeaderThatIsNotUtf8() throws IOException, UsageException {
        Files.write(folder.resolve("rows.csv"), "text\nfree\n".getBytes(StandardCharsets.UTF_16));

        Run run = batch("--in", path("rows.csv"), "--out", path("out"));

        assertThat(run.errors().getFirst()).endsWith("rows.csv: header: expected UTF-8, found other bytes");
    }

    @ParameterizedTest
    @CsvSource({"rows.csv,text", "rows.tsv,text", "rows.csv,'text\n\n'", "rows.jsonl,''"})
    void answersNothingToNoRows(String name, String rows) throws IOException, UsageException {
        write(name, rows);

        Run run = batch("--in", path(name), "--out", path("out"));

        assertThat(read("out")).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void reportsBadRowsOfCsvAndGoesOn() throws IOException, UsageException {
        byte[] rows = ("id,text\n1,free\n2, \n3\n4,a,b\n5,\"a\"b\n6," + "x".repeat(10_001) + "\n7,caf?\n8,"
                + "文".repeat(10_000) + "\n9,prize\n").getBytes(StandardCharsets.UTF_8);
        rows[new String(rows, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xE9;
        Files.write(folder.resolve("rows.csv"), rows);

        Run run = batch("--in", path("rows.csv"), "--out", path("out"), "--id", "id");

        assertThat(read("out")).isEqualTo(answer(1, "\"1\"", "free") + """
                {"row":2,"id":"2","error":"expected a message, found an empty text"}
                {"row":3,"error":"expected as many cells as the header has, 2, found 1"}
                {"row":4,"error":"expected as many cells as the header has, 2, found 3"}
                {"row":5,"error":"expected a comma or a line end after the quote, found something else"}
                {"row":6,"id":"6","error":"expected at most 10000 characters, found more"}
                {"row":7,"id":"7","error":"expected UTF-8, found other bytes"}
                """ + answer(8, "\"8\"", "文".repeat(10_000)) + answer(9, "\"9\"", "prize"));
        assertThat(run.errors().getLast()).startsWith("hamlet: 9 rows in 1 file: ham ").contains(", bad 6; ");
        assertThat(run.status()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "{\"id\":7}|\"id\":7,\"error\":\"expected the member \\\"text\\\", a string, found none\"",
        "{\"id\":7,\"text\":3}|\"id\":7,\"error\":\"expected the member \\\"text\\\", a string, found another value\"",
        "{\"text\":\"free\"}|\"error\":\"expected the member \\\"id\\\", a string or a number, found none\"",
        "{\"id\":null,\"text\":\"free\"}|\"error\":\"expected the member \\\"id\\\", a string or a number, found another value\"",
        "{\"id\":7,\"text\":\"free\",\"text\":\"\"}|\"error\":\"expected the member \\\"text\\\" once, found it twice\"",
        "[7]|\"error\":\"expected a JSON object, found other JSON\"",
        "{} {}|\"error\":\"expected a JSON object, found text that is not JSON\"",
        "{\"id\":7|\"error\":\"expected a JSON object, found text that is not JSON\"",
        "{\"id\":7,\"text\":\"\"}|\"id\":7,\"error\":\"expected a message, found an empty text\""})
    void reportsBadRowsOfJsonAndGoesOn(String row, String error) throws IOException, UsageException {
        write("rows.jsonl", row + "\n{\"id\":8,\"text\":\"free\"}\n");

        Run run = batch("--in", path("rows.jsonl"), "--out", path("out"), "--id", "id");

        assertThat(read("out")).isEqualTo("{\"row\":1," + error + "}\n" + answer(2, "8", "free"));
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void takesIdsUpToTheLimit() throws IOException, UsageException {
        String longest = "文".repeat(10_000);
        write("rows.tsv", "id\ttext\n" + longest + "\tfree\n" + longest + "x\tfree\n");

        batch("--in", path("rows.tsv"), "--out", path("out"), "--id", "id");

        assertThat(read("out")).isEqualTo(answer(1, '"' + longest + '"', "free")
                + "{\"row\":2,\"error\":\"expected an id of at most 10000 characters, found more\"}\n");
    }

    @ParameterizedTest(name = "{0} % of 1 bad row in 8")
    @CsvSource({"0,1", "12.4,1", "12.5,0", "100,0"})
    void toleratesAShareOfBadRows(String percent, int status) throws IOException, UsageException {
        write("rows.csv", "text\n" + "free\n".repeat(7) + "\"\"\n");

        assertThat(batch("--in", path("rows.csv"), "--out", path("out"), "--tolerate", percent).status()).isEqualTo(
                status);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"rows.csv", "rows.tsv", "rows.jsonl"})
    void passesOverARowThatIsTooLong(String name) throws IOException, UsageException {
        String end = name.endsWith("l") ? "\"}\n" : "\n";
        String start = name.endsWith("l") ? "{\"text\":\"" : "";
        write(name, (name.endsWith("l") ? "" : "text\n") + start + "free" + end + start + "x".repeat(3 << 20) + end
                + start + "prize" + end);

        batch("--in", path(name), "--out", path("out"));

        assertThat(read("out")).isEqualTo("{\"row\":1," + prediction("free")
                + "}\n{\"row\":2,\"error\":\"expected a row of at most 1048576 bytes, found more\"}\n{\"row\":3,"
                + prediction("prize") + "}\n");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"3,until the end of the file", "3000000,until 1048576 bytes"})
    void stopsAtAQuoteThatIsNotClosedAndReadsTheNextFile(int length, String where) throws IOException, UsageException {
        write("in/a.csv", "text\n\"free\nprize\"\n\"thanks\n" + "x\n".repeat(length / 2));
        write("in/b.csv", "text\nfree\n");

        Run run = batch("--in", path("in"), "--out", path("out"));

        assertThat(run.errors().getFirst()).isEqualTo("hamlet: " + path("in/a.csv")
                + ": row 2 (line 4): expected a quote to be closed, found none " + where);
        assertThat(folder.resolve("out/a.csv.answers.jsonl")).doesNotExist();
        assertThat(read("out/b.csv.answers.jsonl")).isEqualTo("{\"row\":1," + prediction("free") + "}\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void saysThatAPackedFileIsCut() throws IOException, UsageException {
        pack("rows.csv.gz", "text\n" + "free prize\n".repeat(100_000));
        byte[] whole = Files.readAllBytes(folder.resolve("rows.csv.gz"));
        Files.write(folder.resolve("rows.csv.gz"), Arrays.copyOf(whole, whole.length - 20));
        write("none.csv.gz", "text\nfree\n");

        assertThat(batch("--in", path("rows.csv.gz"), "--out", path("out")).errors().getFirst()).endsWith(
                "rows.csv.gz: expected to read it to its end, found: Unexpected end of ZLIB input stream");
        assertThat(batch("--in", path("none.csv.gz"), "--out", path("out")).errors().getFirst()).endsWith(
                "none.csv.gz: expected a file that can be read, found: Not in GZIP format");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void explainsWhenAsked() throws IOException, UsageException {
        write("rows.csv", "text\nfree prize\n");

        batch("--in", path("rows.csv"), "--out", path("out"), "--explain");

        JsonObject answer = JsonParser.parseString(read("out")).getAsJsonObject();
        assertThat(answer.keySet()).containsExactly("row", "label", "score", "model", "explanation");
        assertThat(answer.getAsJsonObject("explanation").get("logit").getAsDouble())
                .isEqualTo(model.explain("free prize").logit());
    }

    @Test
    void answersEachFileOfAFolderInItsPlace() throws IOException, UsageException {
        for (String name : List.of("a.csv", "a.tsv", "a.csv.gz", "sub/a.csv", ".hidden/a.csv", ".a.csv", "notes.txt",
                "b.jsonl.answers.jsonl")) {
            write("in/" + name, "text\nfree\n");
        }
        pack("in/a.csv.gz", "text\nprize\n");

        Run run = batch("--in", path("in"), "--out", path("out"));

        assertThat(answersIn("out")).containsExactly("a.csv.answers.jsonl", "a.csv.gz.answers.jsonl",
                "a.tsv.answers.jsonl", "sub/a.csv.answers.jsonl");
        assertThat(read("out/a.csv.gz.answers.jsonl")).isEqualTo("{\"row\":1," + prediction("prize") + "}\n");
        assertThat(run.errors().getLast()).startsWith("hamlet: 4 rows in 4 files: ");
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"*.csv|a.csv,c.csv", "s*/*.csv|s1/a.csv,s2/a.csv",
        "**/*.csv|a.csv,c.csv,s1/a.csv,s2/a.csv",
        "s1/*|s1/a.csv", "[bc].*|b.tsv,c.csv", "{a,b}.*|a.csv,b.tsv"})
    void answersTheFilesThatMatchAPattern(String pattern, String names) throws IOException, UsageException {
        for (String name : List.of("a.csv", "b.tsv", "c.csv", "s1/a.csv", "s2/a.csv")) {
            write("in/" + name, "text\nfree\n");
        }

        batch("--in", path("in/" + pattern), "--out", path("out"));

        String below = pattern.startsWith("s1/") ? "s1/" : "";
        assertThat(answersIn("out")).containsExactly(Arrays.stream(names.split(","))
                .map(name -> name.substring(below.length()) + ".answers.jsonl").toArray(String[]::new));
    }

    @Test
    void doesNotReadItsOwnAnswersWhenRunTwiceInOneFolder() throws IOException, UsageException {
        write("in/a.jsonl", "{\"text\":\"free\"}\n");

        batch("--in", path("in/*"), "--out", path("in"), "--format=jsonl");
        Run again = batch("--in", path("in/*.jsonl"), "--out", path("in"));

        assertThat(answersIn("in")).containsExactly("a.jsonl", "a.jsonl.answers.jsonl");
        assertThat(again.errors().getFirst()).contains("answered before");
    }

    @Test
    void putsAnswersIntoAFolderThatIsThere() throws IOException, UsageException {
        write("rows.csv", "text\nfree\n");
        Files.createDirectory(folder.resolve("out"));

        batch("--in", path("rows.csv"), "--out", path("out"));
        batch("--in", path("rows.csv"), "--out", path("new") + "/");

        assertThat(read("out/rows.csv.answers.jsonl")).isEqualTo(read("new/rows.csv.answers.jsonl")).isNotEmpty();
    }

    @Test
    void refusesPlacesThatCannotBe() throws IOException {
        write("rows.csv", "text\nfree\n");
        write("rows.txt", "text\nfree\n");
        write("in/a.csv", "text\nfree\n");
        Files.createDirectory(folder.resolve("empty"));

        assertRefuses("rows.csv", "rows.csv",
                path("rows.csv") + ": expected another file for the answers, found the one that is read");
        assertRefuses("none.csv", "out",
                "expected a file, a folder or a pattern after --in, found none at " + path("none.csv"));
        assertRefuses("rows.txt", "out", path("rows.txt")
                + ": expected a name that ends in .csv, .tsv, .jsonl or .ndjson, perhaps with .gz, found another; say --format csv, tsv or jsonl");
        assertRefuses("in", "rows.txt", "expected a folder after --out for the answers to " + path("in")
                + ", found a file at " + path("rows.txt"));
        assertRefuses("empty", "out", "expected files of rows (.csv, .tsv, .jsonl or .ndjson, perhaps with .gz) in "
                + path("empty") + ", found none");
        assertRefuses("no/*.csv", "out", "expected files of rows (.csv, .tsv, .jsonl or .ndjson, perhaps with .gz) in "
                + path("no/*.csv") + ", found none");
        assertRefuses("in/[a.csv", "out", "expected a pattern after --in, found \"[a.csv\"");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> batch("--in", path("rows.csv"), "--out", path("rows.txt/out")))
                .withMessageStartingWith(path("rows.txt/out") + ": expected to write every answer, found: ");
    }

    private void assertRefuses(String in, String out, String message) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> batch("--in", path(in), "--out", path(out)))
                .withMessage(message);
    }

    @Test
    void packsAnswers() throws IOException, UsageException {
        write("rows.csv", "text\nfree\nprize\n");
        write("out.jsonl.gz.part", "left behind");

        batch("--in", path("rows.csv"), "--out", path("out.jsonl.gz"));

        try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve("out.jsonl.gz")))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(
                    "{\"row\":1," + prediction("free") + "}\n{\"row\":2," + prediction("prize") + "}\n");
        }
        assertThat(batch("--in", path("rows.csv"), "--out", path("out.jsonl.gz")).errors().getFirst()).endsWith(
                "answered before, in " + path("out.jsonl.gz"));
    }

    @Test
    void answersTheSameByAnyNumberOfThreads() throws IOException {
        List<String> texts = new ArrayList<>();
        var rows = new StringBuilder("number,text\n");
        for (int i = 0; i < 20_000; i++) {
            String text = "free ".repeat(i % 7) + "thanks\n".repeat(i % 5) + "\"" + i;
            texts.add(text);
            rows.append(i).append(",\"").append(text.replace("\"", "\"\"")).append(i % 3 == 0 ? "\"\r\n" : "\"\n");
        }
        write("rows.csv", rows.toString());

        for (int threads : new int[]{1, 4}) {
            var progress = new Progress(new PrintStream(new ByteArrayOutputStream()), false, () -> 0, 1);
            var batch = new Batch(model, new Batch.Question("text", "number", false), true, threads, progress);
            batch.answer(List.of(new Task(folder.resolve("rows.csv"), Format.CSV, folder.resolve("out"))));

            List<String> answers = Files.readAllLines(folder.resolve("out"));
            assertThat(answers).hasSameSizeAs(texts);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(answers.get(i) + "\n").isEqualTo(answer(i + 1, "\"" + i + "\"", texts.get(i)));
            }
            assertThat(batch.tally().rows()).isEqualTo(20_000);
        }
    }

    /** Answers that only a run before can have given: whether they are still there says what was computed anew. */
    private static final String MARKED = "{\"row\":1,\"label\":\"ham\",\"score\":0.123,\"model\":\"before\"}\n";

    private String interrupted(String left) throws IOException, UsageException {
        write("rows.csv", "text,other\nfree,x\n,x\nprize,x\n");
        batch("--in", path("rows.csv"), "--out", path("out"));
        String whole = read("out");
        write("out.part", left);
        Files.delete(folder.resolve("out"));
        return whole;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"row\":2,\"err", "{\"row\":3,\"error\":\"not the next\"}\n", "\0\0\0\0\n",
        "{\"row\":2}\n",
        "{\"row\":2,\"label\":\"none\"}\n"})
    void goesOnAfterTheLastWholeAnswer(String torn) throws IOException, UsageException {
        String whole = interrupted(MARKED + torn);

        Run run = batch("--in", path("rows.csv"), "--out", path("out"));

        assertThat(run.errors().getFirst()).isEqualTo(
                "hamlet: " + path("rows.csv") + ": goes on after row 1, answered before");
        assertThat(run.errors().getLast()).startsWith("hamlet: 3 rows in 1 file: ").contains("bad 1; ");
        assertThat(read("out")).isEqualTo(MARKED + whole.substring(whole.indexOf('\n') + 1));
        assertThat(run.status()).isEqualTo(1);
        assertThat(folder.resolve("out.part")).doesNotExist();
    }

    @Test
    void goesOnWhereEverythingWasAnsweredButNamed() throws IOException, UsageException {
        String whole = interrupted("");
        write("out.part", whole);

        batch("--in", path("rows.csv"), "--out", path("out"));

        assertThat(read("out")).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--restart", "--explain", "--text=other", "--id=other", "--model=MODEL", "input", "record"})
    void beginsAnewWhenAnythingIsAnother(String change) throws IOException, UsageException {
        interrupted(MARKED);
        List<String> words = new ArrayList<>(List.of("--in", path("rows.csv"), "--out", path("out")));
        switch (change) {
            case "input" -> write("rows.csv", "text,other\nfree,y\n,x\nprize,x\n");
            case "record" -> write("out.run", "not a record");
            default -> words.add(change.replace("MODEL", write("other.hamlet", Models.forestFile())));
        }

        Run run = batch(words.toArray(String[]::new));

        assertThat(read("out")).startsWith("{\"row\":1,").doesNotContain("before").hasLineCount(3);
        assertThat(run.errors()).noneMatch(line -> line.contains("answered before"));
    }

    @Test
    void passesOverWhatIsAnsweredUnlessItIsAnother() throws IOException, UsageException {
        String whole = interrupted("");
        String[] words = {"--in", path("rows.csv"), "--out", path("out")};
        batch(words);
        String marked = whole.replace("\"row\":1", "\"ROW\":1");
        write("out", marked);

        Run again = batch(words);

        assertThat(again.errors().getFirst()).isEqualTo(
                "hamlet: " + path("rows.csv") + ": answered before, in " + path("out"));
        assertThat(again.errors().getLast()).startsWith("hamlet: 3 rows in 1 file: ").contains("bad 1; ");
        assertThat(again.status()).isEqualTo(1);
        assertThat(read("out")).isEqualTo(marked);
        write("out", marked + "cut or grown");
        batch(words);
        assertThat(read("out")).isEqualTo(whole);
        write("out", marked);
        batch("--in", path("rows.csv"), "--out", path("out"), "--restart");
        assertThat(read("out")).isEqualTo(whole);
    }

    private String answer(int row, String id, String text) {
        return "{\"row\":" + row + ",\"id\":" + id + "," + prediction(text) + "}\n";
    }

    private String prediction(String text) {
        return "\"label\":\"" + model.predict(text).label() + "\",\"score\":" + model.predict(text).score()
                + ",\"model\":\"" + model.version() + "\"";
    }

    private Run batch(String... words) throws IOException, UsageException {
        List<String> all = new ArrayList<>(List.of(words));
        if (all.stream().noneMatch(word -> word.startsWith("--model"))) {
            all.addAll(List.of("--model", path("model.hamlet")));
        }
        var err = new ByteArrayOutputStream();
        int status = BatchCommand.run(new Options(all, BatchCommand.VALUED, BatchCommand.FLAGS),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(status, err.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.write(file, bytes).toString();
    }

    private void pack(String name, String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)).transferTo(out);
        }
        write(name, packed.toByteArray());
    }

    private List<String> answersIn(String name) throws IOException {
        Path out = folder.resolve(name);
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(file -> file.toString().endsWith(".jsonl")).map(file -> out.relativize(file).toString())
                    .sorted().toList();
        }
    }

    private record Run(int status, List<String> errors) {}
}
