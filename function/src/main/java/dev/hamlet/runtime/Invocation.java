package dev.hamlet.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One event, and what Lambda says of it.
 *
 * @param requestId the invocation's id
 * @param deadline when the function times out, in milliseconds since 1970
 * @param arn of the function, version or alias that was called
 * @param traceId X-Ray's header, null without tracing
 * @param tenantId whose invocation it is, null where the function does not part tenants
 * @param clientContext JSON that a mobile client sent, null without
 * @param identity JSON of the Cognito identity that called, null without
 * @param event the event's bytes, mostly JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Invocation(String requestId, long deadline, String arn, @Nullable String traceId, @Nullable String tenantId,
        @Nullable String clientContext, @Nullable String identity, byte[] event) {

    /**
     * Reads the reply to a request for the next event.
     *
     * @throws IOException if there is no request id, or the deadline is no number
     */
    static Invocation of(Reply reply) throws IOException {
        @Nullable
        String arn = reply.header("lambda-runtime-invoked-function-arn");
        return new Invocation(requestId(reply), deadline(reply), arn == null ? "" : arn,
                reply.header("lambda-runtime-trace-id"), reply.header("lambda-runtime-aws-tenant-id"),
                reply.header("lambda-runtime-client-context"), reply.header("lambda-runtime-cognito-identity"),
                reply.body());
    }

    private static String requestId(Reply reply) throws IOException {
        @Nullable
        String id = reply.header("lambda-runtime-aws-request-id");
        if (id == null || id.isEmpty()) {
            throw new IOException("expected a Lambda-Runtime-Aws-Request-Id with the event, found none");
        }
        return id;
    }

    private static long deadline(Reply reply) throws IOException {
        @Nullable
        String deadline = reply.header("lambda-runtime-deadline-ms");
        if (deadline == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(deadline);
        } catch (NumberFormatException e) {
            throw new IOException("expected milliseconds in Lambda-Runtime-Deadline-Ms, found \"" + deadline + "\"", e);
        }
    }
}
