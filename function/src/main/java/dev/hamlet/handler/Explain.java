package dev.hamlet.handler;

import java.io.IOException;
import java.util.List;

/** The wish to be told why, where it stands among parameters, and what it bounds. */
final class Explain {

    private static final String NAME = "explain";

    private boolean wanted;

    /**
     * Reads an object of parameters, or null. Those that are not known here are passed over: they are extensions.
     *
     * @throws ProblemException if it is something else, or its member {@value #NAME} neither true nor false
     */
    void read(JsonBody in, String where) throws IOException, ProblemException {
        if (in.isNull()) {
            in.skip();
        } else {
            in.object(where, name -> parameter(in, name, where));
        }
    }

    private void parameter(JsonBody in, String name, String where) throws IOException, ProblemException {
        if (name.equals(NAME)) {
            wanted = in.bool(where + "." + NAME);
        } else {
            in.skip();
        }
    }

    boolean wanted() {
        return wanted;
    }

    /**
     * Checks texts that are to be explained.
     *
     * @param where what holds them, for the message
     * @throws ProblemException if they are longer than {@link Limits#EXPLAINED_CHARACTERS} in all
     */
    static void check(List<String> texts, String where) throws ProblemException {
        long characters = 0;
        for (String text : texts) {
            characters += text.length();
        }
        if (characters > Limits.EXPLAINED_CHARACTERS) {
            throw new ProblemException(Problem.Kind.TOO_MUCH_TO_EXPLAIN, where + ": expected at most "
                    + Limits.EXPLAINED_CHARACTERS + " characters in all with explain, found " + characters);
        }
    }
}
