package dev.hamlet.training.dataset;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Data that is not what it should be: bad rows, a wrong hash, a download that failed. */
public final class DatasetException extends IOException {

    /** How many problems the message lists; {@link #problems()} has them all. */
    static final int LISTED = 20;

    private static final long serialVersionUID = 1;

    // An exception is serializable, a List is not: the array is.
    private final String[] problems;

    DatasetException(String problem) {
        this(List.of(problem));
    }

    DatasetException(String problem, Throwable cause) {
        this(problem);
        initCause(cause);
    }

    DatasetException(List<String> problems) {
        super(message(problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** Every problem found, in the order of the file, one line each. */
    public List<String> problems() {
        return List.of(problems);
    }

    private static String message(List<String> problems) {
        Stream<String> rest = problems.size() > LISTED
                ? Stream.of("… and %d more".formatted(problems.size() - LISTED))
                : Stream.empty();
        return Stream.concat(problems.stream().limit(LISTED), rest).collect(Collectors.joining("\n"));
    }
}
