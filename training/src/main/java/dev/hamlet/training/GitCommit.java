package dev.hamlet.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The commit that is checked out in the folder in which training runs.
 *
 * @param sha its hash
 * @param dirty whether tracked files differ from it
 */
record GitCommit(String sha, boolean dirty) {

    /** Asks git; there is none outside of a repository, nor on a machine without git. */
    static Optional<GitCommit> find() {
        return answer("rev-parse", "HEAD").map(sha -> new GitCommit(sha, !answer("status", "--porcelain",
                "--untracked-files=no").orElse("").isEmpty()));
    }

    private static Optional<String> answer(String... question) {
        var git = new ProcessBuilder("git");
        git.command().addAll(List.of(question));
        git.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = git.start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
