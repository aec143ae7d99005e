package dev.hamlet.training.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Gets a file by HTTP, out of a zip archive if need be. */
final class Download {

    private final HttpClient client;
    private final Duration timeout;
    private final DownloadProgress progress;

    Download(Duration timeout, DownloadProgress progress) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        this.timeout = timeout;
        this.progress = progress;
    }

    /** Writes the data set's bytes over a file. */
    void to(DataSource source, Path file) throws IOException, InterruptedException {
        requireOk(source.url(), get(source.url(), file));
        if (source.archiveMember().isPresent()) {
            extract(source.url(), file, source.archiveMember().get());
        }
    }

    /** Waits for the whole body: a request's own timeout ends with the headers. */
    private HttpResponse<Path> get(URI url, Path file) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Path>> response = client.sendAsync(HttpRequest.newBuilder(url).build(),
                headers -> new CountedBody<>(BodySubscribers.ofFile(file), length(headers), progress));
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new DatasetException("expected a complete download, found %s (%s)".formatted(e.getCause(), url), e);
        } catch (TimeoutException e) {
            throw new DatasetException("expected a download within %s s, found none (%s)".formatted(timeout.toSeconds(),
                    url), e);
        } finally {
            response.cancel(true);
        }
    }

    private static long length(ResponseInfo response) {
        return response.headers().firstValueAsLong("content-length").orElse(-1);
    }

    private static void requireOk(URI url, HttpResponse<Path> response) throws DatasetException {
        if (response.statusCode() != 200) {
            throw new DatasetException("expected status 200, found %d (%s)".formatted(response.statusCode(), url));
        }
    }

    /** Puts one member in the archive's place. Names in the archive are compared, never used as paths. */
    private static void extract(URI url, Path file, String member) throws IOException {
        Path extracted = Path.of(file + ".member");
        try (ZipFile archive = new ZipFile(file.toFile())) {
            ZipEntry entry = archive.getEntry(member);
            if (entry == null || entry.isDirectory()) {
                throw new DatasetException("expected a member \"%s\", found %s (%s)".formatted(member,
                        archive.stream().map(ZipEntry::getName).toList(), url));
            }
            try (InputStream in = archive.getInputStream(entry)) {
                Files.copy(in, extracted);
            }
            Files.move(extracted, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (ZipException e) {
            throw new DatasetException("expected a zip archive, found %s (%s)".formatted(e.getMessage(), url), e);
        } finally {
            Files.deleteIfExists(extracted);
        }
    }
}
