package dev.hamlet.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/** What a handler may ask about its invocation; nothing is read before it is asked for. */
@SuppressWarnings("NullAway") // the interface says of no method that it may give null, and Lambda's own does
record InvocationContext(Invocation invocation) implements Context {

    @Override
    public String getAwsRequestId() {
        return invocation.requestId();
    }

    @Override
    public String getLogGroupName() {
        return Settings.get("AWS_LAMBDA_LOG_GROUP_NAME");
    }

    @Override
    public String getLogStreamName() {
        return Settings.get("AWS_LAMBDA_LOG_STREAM_NAME");
    }

    @Override
    public String getFunctionName() {
        return Settings.get("AWS_LAMBDA_FUNCTION_NAME");
    }

    @Override
    public String getFunctionVersion() {
        return Settings.get("AWS_LAMBDA_FUNCTION_VERSION");
    }

    @Override
    public String getInvokedFunctionArn() {
        return invocation.arn();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return CallerJson.identity(invocation.identity());
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return CallerJson.clientContext(invocation.clientContext());
    }

    /** Never negative, and at most 2^31 - 1. */
    @Override
    public int getRemainingTimeInMillis() {
        return Math.clamp(invocation.deadline() - System.currentTimeMillis(), 0, Integer.MAX_VALUE);
    }

    /** What the environment says, or else what the JVM may take. */
    @Override
    public int getMemoryLimitInMB() {
        String size = Settings.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
        return size.isEmpty() ? (int) (Runtime.getRuntime().maxMemory() >> 20) : Integer.parseInt(size);
    }

    @Override
    public LambdaLogger getLogger() {
        return new StandardLogger(System.out);
    }

    @Override
    public @Nullable String getTenantId() {
        return invocation.tenantId();
    }

    @Override
    public @Nullable String getXrayTraceId() {
        return invocation.traceId();
    }
}
