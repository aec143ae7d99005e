package dev.hamlet.training.dataset;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A published data set: where it is, what it must be, and how to read it.
 *
 * @param name what reports and logs call it
 * @param file name of the file on disk, without a folder
 * @param url where it is published, by HTTP or HTTPS
 * @param archiveMember the entry to take when the URL is that of a zip archive; else the download is the file
 * @param sha256 SHA-256 of the file (of the member, not of the archive) in 64 lower-case hexadecimal digits
 * @param licence the terms it is published under, by their SPDX identifier where there is one
 * @param columns name of each column in order: "label" and "text" once each, others are ignored
 */
public record DataSource(String name, String file, URI url, Optional<String> archiveMember, String sha256,
        String licence, List<String> columns) {

    // No separator and no leading dot, so that the file stays in its folder on every system.
    private static final Pattern FILE_NAME = Pattern.compile("[\\w-][\\w.-]*");
    private static final Pattern HEX_64 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the file name, the URL, the hash and the columns.
     *
     * @throws IllegalArgumentException if one of them has another form than the one described
     */
    public DataSource {
        require(FILE_NAME.matcher(file).matches(), "file to be a plain file name", file);
        require(("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null,
                "url to be an http or https address", url);
        require(HEX_64.matcher(sha256).matches(), "sha256 to be 64 lower-case hexadecimal digits", sha256);
        columns = TsvReader.requireColumns(columns);
    }

    private static void require(boolean condition, String expected, Object found) {
        if (!condition) {
            throw new IllegalArgumentException("expected %s, found \"%s\"".formatted(expected, found));
        }
    }
}
