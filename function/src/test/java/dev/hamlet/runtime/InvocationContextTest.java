package dev.hamlet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InvocationContextTest {

    @Test
    void tellsWhatLambdaSaidOfTheInvocation() throws IOException {
        var context = context(
                Map.of("lambda-runtime-aws-request-id", "8476", "lambda-runtime-invoked-function-arn", "arn:x",
                        "lambda-runtime-trace-id", "Root=1", "lambda-runtime-aws-tenant-id", "blue"));
        assertThat(context.getAwsRequestId()).isEqualTo("8476");
        assertThat(context.getInvokedFunctionArn()).isEqualTo("arn:x");
        assertThat(context.getXrayTraceId()).isEqualTo("Root=1");
        assertThat(context.getTenantId()).isEqualTo("blue");
        assertThat(context.getIdentity()).isNull();
        assertThat(context.getClientContext()).isNull();
        assertThat(context.getFunctionName()).isEmpty();
        assertThat(context.getMemoryLimitInMB()).isPositive();
    }

    @Test
    void countsTheTimeThatIsLeft() throws IOException {
        assertThat(deadline(System.currentTimeMillis() + 10_000)).isBetween(1, 10_000);
        assertThat(deadline(System.currentTimeMillis() - 10_000)).isZero();
        assertThat(context(Map.of("lambda-runtime-aws-request-id", "1")).getRemainingTimeInMillis())
                .isEqualTo(Integer.MAX_VALUE);
    }

    private static int deadline(long millis) throws IOException {
        return context(
                Map.of("lambda-runtime-aws-request-id", "1", "lambda-runtime-deadline-ms", Long.toString(millis)))
                .getRemainingTimeInMillis();
    }

    @Test
    void readsWhoCalls() throws IOException {
        var context = context(Map.of("lambda-runtime-aws-request-id", "1", "lambda-runtime-cognito-identity",
                "{\"cognitoIdentityId\":\"me\",\"cognitoIdentityPoolId\":\"pool\"}", "lambda-runtime-client-context",
                "{\"client\":{\"installation_id\":\"i\",\"app_title\":\"t\",\"deep\":{}},\"custom\":{\"k\":\"v\",\"n\":1},"
                        + "\"env\":{\"locale\":\"tr\"},\"services\":[]}"));
        CognitoIdentity identity = Objects.requireNonNull(context.getIdentity());
        assertThat(identity.getIdentityId() + " " + identity.getIdentityPoolId()).isEqualTo("me pool");
        ClientContext client = Objects.requireNonNull(context.getClientContext());
        assertThat(client.getClient().getInstallationId() + client.getClient().getAppTitle()).isEqualTo("it");
        assertThat(client.getClient().getAppVersionName()).isEmpty();
        assertThat(client.getCustom()).isEqualTo(Map.of("k", "v", "n", "1"));
        assertThat(client.getEnvironment()).isEqualTo(Map.of("locale", "tr"));
    }

    @Test
    void refusesACallerThatIsNoJson() throws IOException {
        var context = context(Map.of("lambda-runtime-aws-request-id", "1", "lambda-runtime-client-context", "[]"));
        assertThatThrownBy(context::getClientContext).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a JSON object about the caller, found something else");
    }

    private static InvocationContext context(Map<String, String> headers) throws IOException {
        return new InvocationContext(Invocation.of(new Reply(200, headers, new byte[0])));
    }
}
