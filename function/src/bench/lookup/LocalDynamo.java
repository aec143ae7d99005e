import java.lang.reflect.Field;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local in memory, at a free port of 127.0.0.1 that it writes to stdout, until stdin ends.
 *
 * <p>Its own command listens to the network and has no option against that, hence the reach for its connector.
 */
final class LocalDynamo {

    private LocalDynamo() {}

    public static void main(String[] args) throws Exception {
        String[] options = {"-inMemory", "-disableTelemetry"};
        DynamoDBProxyServer dynamo = ServerRunner.createServerFromCommandLineArgs(options);
        Field server = DynamoDBProxyServer.class.getDeclaredField("server");
        server.setAccessible(true);
        var connector = (ServerConnector) ((Server) server.get(dynamo)).getConnectors()[0];
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        dynamo.start();
        System.out.println("> " + connector.getLocalPort());
        System.in.read();
        System.exit(0);
    }
}
