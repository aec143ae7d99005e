package dev.hamlet.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 on one connection that is kept: plain sockets, since the JDK's HTTP client takes longer to load than all the rest.
 *
 * <p>A request on a connection that turns out to be cut is made once more on a new one. Lambda knows a request by its id: it
 * refuses an answer that it has already. Not thread-safe.
 */
final class Connection {

    /** Bytes that any network sends at once. */
    private static final int ONE_PACKET = 1_000;

    private final String host;
    private final int port;
    private @Nullable Socket socket;
    private @Nullable ReplyReader reader;

    private Connection(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * A connection that opens with the first request.
     *
     * @throws IOException if the address is not a host, a colon and a port
     */
    static Connection to(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        try {
            return new Connection(address.substring(0, Math.max(colon, 0)),
                    Integer.parseInt(address.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IOException("expected host:port, found \"" + address + "\"", e);
        }
    }

    Reply get(String path) throws IOException {
        return exchange(("GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a body with one more header, ended by a line end, or none. */
    Reply post(String path, String header, byte[] body) throws IOException {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host + ":" + port
                + "\r\nContent-Type: application/json\r\n"
                + header + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return exchange(request);
    }

    private Reply exchange(byte[] request) throws IOException {
        try {
            return once(request);
        } catch (IOException cut) {
            close();
            return again(request, cut);
        }
    }

    private Reply again(byte[] request, IOException cut) throws IOException {
        try {
            return once(request);
        } catch (IOException e) {
            e.addSuppressed(cut);
            throw new IOException("the Runtime API at " + host + ":" + port + " does not answer: " + e.getMessage(), e);
        }
    }

    private Reply once(byte[] request) throws IOException {
        ReplyReader replies = reader == null ? open() : reader;
        send(request);
        Reply reply = replies.read();
        if (endsConnection(reply)) {
            close();
        }
        return reply;
    }

    private ReplyReader open() throws IOException {
        // no proxy: the question alone would load the JDK's settings for them
        var opened = new Socket(Proxy.NO_PROXY);
        socket = opened;
        opened.connect(new InetSocketAddress(host, port));
        var replies = new ReplyReader(new BufferedInputStream(opened.getInputStream()));
        reader = replies;
        return replies;
    }

    /** In one piece, which leaves as one packet where it is short; of a long one, the last packet must not wait for the others' receipt. */
    private void send(byte[] request) throws IOException {
        if (socket != null) {
            if (request.length > ONE_PACKET) {
                socket.setTcpNoDelay(true);
            }
            socket.getOutputStream().write(request);
        }
    }

    private static boolean endsConnection(Reply reply) {
        boolean framed = reply.status() == 204 || reply.header("content-length") != null
                || reply.header("transfer-encoding") != null;
        return !framed || "close".equalsIgnoreCase(reply.header("connection"));
    }

    private void close() throws IOException {
        reader = null;
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
