package dev.hamlet.training.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hamlet.training.dataset.Fetched.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {

    private static final String CONTENT = "ham\tto be\nspam\tor not\n";
    // printf 'ham\tto be\nspam\tor not\n' | sha256sum
    private static final String SHA_256 = "44a5e9b9bc8bace5545f5d3a8ceb405388b344e40d34edcb243bbc0bf960dceb";
    // printf 'other' | sha256sum
    private static final String SHA_256_OF_OTHER = "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa";

    @TempDir
    private Path folder;

    @TempDir
    private Path localData;

    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void downloadsFile() throws Exception {
        serve(200, CONTENT.getBytes(UTF_8));

        assertThat(fetch(plain())).isEqualTo(new Fetched(folder.resolve("in.tsv"), Origin.DOWNLOADED));
        assertThat(folder.resolve("in.tsv")).hasContent(CONTENT);
        assertThatNothingElseIsLeft();
    }

    @Test
    void tellsHowFarADownloadIs() throws Exception {
        serve(200, CONTENT.getBytes(UTF_8));
        List<List<Long>> told = new ArrayList<>();

        fetch(plain(), (received, expected) -> told.add(List.of(received, expected)));

        long length = CONTENT.length();
        assertThat(told).last().isEqualTo(List.of(length, length));
    }

    @Test
    void tellsNothingWhereNothingIsDownloaded() throws Exception {
        Files.writeString(localData.resolve("in.tsv"), CONTENT);

        fetch(plain(), (received, expected) -> {
            throw new AssertionError("told of " + received);
        });

        assertThat(folder.resolve("in.tsv")).hasContent(CONTENT);
    }

    @Test
    void followsRedirects() throws Exception {
        serve(200, CONTENT.getBytes(UTF_8));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/data");
            answer(exchange, 302, new byte[0]);
        });

        assertThat(fetch(source("/moved", Optional.empty())).origin()).isEqualTo(Origin.DOWNLOADED);
    }

    @Test
    void extractsMemberOfArchive() throws Exception {
        serve(200, zip("../in.tsv", "other", "inner/in.tsv", CONTENT));

        fetch(source("/data", Optional.of("inner/in.tsv")));

        assertThat(folder.resolve("in.tsv")).hasContent(CONTENT);
        assertThatNothingElseIsLeft();
    }

    @Test
    void neverWritesOutsideItsFolderWhateverTheMemberIsCalled() throws Exception {
        serve(200, zip("../../evil.tsv", CONTENT));

        fetch(source("/data", Optional.of("../../evil.tsv")));

        assertThat(folder.resolve("in.tsv")).hasContent(CONTENT);
        assertThat(folder.resolve("../../evil.tsv")).doesNotExist();
    }

    @Test
    void namesMembersWhenTheWantedOneIsMissing() throws Exception {
        serve(200, zip("readme", "other"));

        assertRefused(source("/data", Optional.of("in.tsv")), "expected a member \"in.tsv\", found [readme] (%s/data)");
    }

    @Test
    void refusesArchiveThatIsNone() throws Exception {
        serve(200, "other".getBytes(UTF_8));

        assertRefused(source("/data", Optional.of("in.tsv")),
                "expected a zip archive, found zip END header not found (%s/data)");
    }

    @Test
    void refusesArchiveCutShort() throws Exception {
        byte[] archive = zip("in.tsv", CONTENT);
        serve(200, Arrays.copyOf(archive, archive.length - 30));

        assertRefused(source("/data", Optional.of("in.tsv")),
                "expected a zip archive, found zip END header not found (%s/data)");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 404, 500})
    void refusesOtherStatus(int status) throws Exception {
        serve(status, new byte[0]);

        assertRefused(plain(), "expected status 200, found " + status + " (%s/data)");
    }

    @Test
    void refusesOtherContent() throws Exception {
        serve(200, "other".getBytes(UTF_8));

        assertRefused(plain(), "in.tsv: expected SHA-256 " + SHA_256 + ", found " + SHA_256_OF_OTHER + " (%s/data)");
    }

    @Test
    void refusesDownloadThatBreaksOff() {
        server.createContext("/data", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length());
            exchange.getResponseBody().write(CONTENT.substring(0, 5).getBytes(UTF_8));
            exchange.getResponseBody().flush();
            exchange.getHttpContext().getServer().stop(0);
        });

        assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> fetch(plain()))
                .withMessageStartingWith("expected a complete download, found java.io.IOException");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void givesUpOnServerThatStalls() {
        CountDownLatch stopped = new CountDownLatch(1);
        server.createContext("/data", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length());
            exchange.getResponseBody().flush();
            awaitQuietly(stopped);
        });
        Fetcher impatient = new Fetcher(Optional.empty(), Duration.ofSeconds(1), DownloadProgress.NONE);

        assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> impatient.fetch(plain(), folder))
                .withMessage("expected a download within 1 s, found none (%s/data)", address());
        stopped.countDown();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void prefersLocalCopy() throws Exception {
        Files.writeString(localData.resolve("in.tsv"), CONTENT);

        assertThat(fetch(plain())).isEqualTo(new Fetched(folder.resolve("in.tsv"), Origin.LOCAL));
        assertThat(folder.resolve("in.tsv")).hasContent(CONTENT);
    }

    @Test
    void refusesLocalCopyWithOtherContentInsteadOfDownloading() throws Exception {
        serve(200, CONTENT.getBytes(UTF_8));
        Path local = Files.writeString(localData.resolve("in.tsv"), "other");

        assertRefused(plain(),
                "in.tsv: expected SHA-256 " + SHA_256 + ", found " + SHA_256_OF_OTHER + " (" + local + ")");
    }

    @Test
    void keepsFileThatIsThere() throws Exception {
        Files.writeString(folder.resolve("in.tsv"), CONTENT);

        assertThat(fetch(plain()).origin()).isEqualTo(Origin.PRESENT);
    }

    @Test
    void replacesFileWithOtherContent() throws Exception {
        Files.writeString(folder.resolve("in.tsv"), "other");
        serve(200, CONTENT.getBytes(UTF_8));

        assertThat(fetch(plain()).origin()).isEqualTo(Origin.DOWNLOADED);
        assertThat(folder.resolve("in.tsv")).hasContent(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../in.tsv", "a/in.tsv", "a\\in.tsv", "..", ".in", "", "C:in.tsv"})
    void refusesFileNameWithFolder(String file) {
        DataSource good = plain();

        assertThatIllegalArgumentException().isThrownBy(() -> new DataSource("set", file, good.url(), Optional.empty(),
                good.sha256(), good.licence(), good.columns()))
                .withMessage("expected file to be a plain file name, found \"%s\"", file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///in.tsv", "in.tsv", "https:///in.tsv"})
    void refusesOtherAddress(String url) {
        DataSource good = plain();

        assertThatIllegalArgumentException().isThrownBy(() -> new DataSource("set", "in.tsv", URI.create(url),
                Optional.empty(), good.sha256(), good.licence(), good.columns()))
                .withMessage("expected url to be an http or https address, found \"%s\"", url);
    }

    private Fetched fetch(DataSource source) throws IOException, InterruptedException {
        return fetch(source, DownloadProgress.NONE);
    }

    private Fetched fetch(DataSource source, DownloadProgress progress) throws IOException, InterruptedException {
        return new Fetcher(Optional.of(localData), Duration.ofSeconds(30), progress).fetch(source, folder);
    }

    private void assertRefused(DataSource source, String message) {
        assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> fetch(source))
                .withMessage(message.formatted(address()));
        assertThat(folder).isEmptyDirectory();
    }

    private void assertThatNothingElseIsLeft() {
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("in.tsv"));
    }

    private DataSource plain() {
        return source("/data", Optional.empty());
    }

    private DataSource source(String path, Optional<String> archiveMember) {
        return new DataSource("set", "in.tsv", URI.create(address() + path), archiveMember, SHA_256, "CC0-1.0",
                TsvReader.LABEL_TEXT);
    }

    private String address() {
        return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    }

    private void serve(int status, byte[] body) {
        server.createContext("/data", exchange -> answer(exchange, status, body));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
