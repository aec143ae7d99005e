package dev.hamlet.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A Runtime API that says what it is told to, byte by byte, and keeps what it was asked; without more to say it hangs up. */
final class FakeRuntimeApi implements AutoCloseable {

    /** Instead of a reply, or at its end: the connection is cut. */
    static final String CUT = "<cut>";

    private final ServerSocket server;
    private final Queue<String> replies;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile @Nullable Socket client;
    private final Thread thread = new Thread(this::serve, "fake-runtime-api");

    FakeRuntimeApi(String... replies) {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.replies = new ArrayDeque<>(Arrays.asList(replies));
        thread.start();
    }

    static String event(String id, String body, String... headers) {
        return ok("Lambda-Runtime-Aws-Request-Id: " + id + "\r\n" + String.join("", headers), body);
    }

    static String ok(String headers, String body) {
        return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    static String status(int status) {
        return "HTTP/1.1 " + status + " Whatever\r\nContent-Length: 0\r\n\r\n";
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Method, path, body, and the headers that Lambda's API defines, of every request. */
    List<String> requests() {
        return requests;
    }

    private void serve() {
        try {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    client = socket;
                    converse(socket);
                }
            }
        } catch (SocketException e) {
            // closed: the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void converse(Socket socket) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream());
        while (read(in)) {
            String reply = replies.poll();
            if (reply == null) {
                return;
            }
            socket.getOutputStream().write(reply.replace(CUT, "").getBytes(StandardCharsets.UTF_8));
            if (reply.endsWith(CUT)) {
                return;
            }
        }
    }

    private boolean read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return false;
        }
        int length = 0;
        String own = "";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            } else if (line.startsWith("Lambda-")) {
                own += " [" + line + "]";
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String request = first.replace("/2018-06-01/runtime/", "").replace(" HTTP/1.1", "");
        requests.add((request + " " + body + own).strip());
        return true;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        try {
            server.close();
            Socket last = client;
            if (last != null) {
                last.close();
            }
            thread.join(10_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
