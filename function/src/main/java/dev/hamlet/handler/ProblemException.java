package dev.hamlet.handler;

/** Thrown deep in a parser when a request cannot be answered; caught where the answer is made. */
final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem.Kind kind, String detail) {
        // no stack trace: it is an answer, not a fault
        super(detail, null, false, false);
        this.problem = new Problem(kind, detail);
    }

    Problem problem() {
        return problem;
    }
}
