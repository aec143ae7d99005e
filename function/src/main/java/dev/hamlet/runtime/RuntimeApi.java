package dev.hamlet.runtime;

import java.io.IOException;
import java.io.PrintStream;

/**
 * Lambda's <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>, version 2018-06-01.
 *
 * <p>What is reported also leaves a line in the log.
 */
final class RuntimeApi {

    private static final String PREFIX = "/2018-06-01/runtime/";

    private final Connection connection;
    private final PrintStream log;

    RuntimeApi(Connection connection, PrintStream log) {
        this.connection = connection;
        this.log = log;
    }

    /**
     * Waits for the next event.
     *
     * @throws IOException if the API gives none
     */
    Invocation next() throws IOException {
        Reply reply = connection.get(PREFIX + "invocation/next");
        if (reply.status() != 200) {
            throw new IOException(
                    "expected status 200 for the next event, found " + reply.status() + ": " + reply.text());
        }
        return Invocation.of(reply);
    }

    /** Gives the handler's answer; one that the API refuses, as too large for instance, is logged. */
    void answer(String requestId, byte[] answer) throws IOException {
        post("invocation/" + requestId + "/response", "", answer);
    }

    /** Says that the handler threw something. */
    void failed(String requestId, Throwable fault) throws IOException {
        report("invocation/" + requestId + "/error", Failure.ofInvocation(fault));
    }

    /** Says that the function cannot start. */
    void cannotStart(Throwable fault) throws IOException {
        report("init/error", Failure.ofStart(fault));
    }

    private void report(String path, Failure failure) throws IOException {
        log.println(failure.json());
        post(path, "Lambda-Runtime-Function-Error-Type: " + failure.type() + "\r\n", failure.bytes());
    }

    private void post(String path, String header, byte[] body) throws IOException {
        Reply reply = connection.post(PREFIX + path, header, body);
        if (reply.status() >= 500) {
            throw new IOException(
                    "expected " + path + " to be accepted, found status " + reply.status() + ": " + reply.text());
        }
        if (reply.status() >= 300) {
            log.println("hamlet: " + path + " was refused with status " + reply.status() + ": " + reply.text());
        }
    }
}
