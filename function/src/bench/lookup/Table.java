import dev.hamlet.model.Prediction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of answers as template-batch.yaml makes it: by the SHA-256 of a text and the version of the model. */
final class Table {

    private static final String NAME = "answers";

    private final DynamoDbClient client;

    /** A client with everything said that it would else look for in files and the environment. */
    Table(URI endpoint) {
        client = DynamoDbClient.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    void create() {
        client.createTable(table -> table.tableName(NAME).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("textSha256"), text("model"))
                .keySchema(key("textSha256", KeyType.HASH), key("model", KeyType.RANGE)));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    void keep(String text, String model, Prediction prediction) {
        Map<String, AttributeValue> item = Map.of("textSha256", string(sha256(text)), "model", string(model), "label",
                string(prediction.label()), "score", string(Double.toString(prediction.score())), "expires",
                AttributeValue.fromN("1893456000"));
        client.putItem(put -> put.tableName(NAME).item(item));
    }

    /** The answer kept, or null when there is none. */
    Prediction find(String text, String model) {
        Map<String, AttributeValue> key = Map.of("textSha256", string(sha256(text)), "model", string(model));
        Map<String, AttributeValue> item = client.getItem(get -> get.tableName(NAME).key(key)).item();
        return item.isEmpty() ? null : new Prediction(item.get("label").s(), Double.parseDouble(item.get("score").s()));
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AttributeValue string(String text) {
        return AttributeValue.fromS(text);
    }
}
