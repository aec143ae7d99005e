import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One Java peer in a process of its own, told by peers.py what to do; peer.py is the same for the Python ones.
 *
 * <p>{@code Bench fit LIBRARY TSV MODEL} trains. {@code Bench serve LIBRARY TSV MODEL} loads the model and writes the
 * nanoseconds from the start of {@code main} to the first prediction, the library's classes included. After that it
 * does a round for each line of stdin, {@code one STRIDE} (each message in a call of its own; of so many messages only
 * the first) or {@code bulk 1}, and answers with the nanoseconds and a digit for each message, 1 for spam.
 */
final class Bench {

    private Bench() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        Library library = (Library) Class.forName(args[1]).getDeclaredConstructor().newInstance();
        if (args[0].equals("fit")) {
            library.fit(read(Path.of(args[2])), Path.of(args[3]));
            return;
        }
        PrintStream out = System.out;
        Peer peer = library.load(Path.of(args[3]));
        peer.isSpam("Are we still on for lunch?");
        answer(out, System.nanoTime() - start);
        List<String> messages = read(Path.of(args[2])).stream().map(Library.Example::text).toList();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] order = line.split(" ");
            round(peer, every(Integer.parseInt(order[1]), messages), order[0].equals("bulk"), out);
        }
    }

    private static void round(Peer peer, List<String> messages, boolean bulk, PrintStream out) throws Exception {
        long start = System.nanoTime();
        boolean[] spam = bulk ? peer.areSpam(messages) : oneByOne(peer, messages);
        long nanos = System.nanoTime() - start;
        var digits = new StringBuilder();
        for (boolean each : spam) {
            digits.append(each ? '1' : '0');
        }
        answer(out, nanos + " " + digits);
    }

    private static boolean[] oneByOne(Peer peer, List<String> messages) throws Exception {
        boolean[] spam = new boolean[messages.size()];
        for (int i = 0; i < spam.length; i++) {
            spam[i] = peer.isSpam(messages.get(i));
        }
        return spam;
    }

    /** Marks the line as ours: libraries write to stdout, too. */
    private static void answer(PrintStream out, Object text) {
        out.println("> " + text);
        out.flush();
    }

    private static List<String> every(int stride, List<String> messages) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < messages.size(); i += stride) {
            some.add(messages.get(i));
        }
        return some;
    }

    private static List<Library.Example> read(Path file) throws IOException {
        return Files.readString(file).lines().map(line -> line.split("\t", 2))
                .map(fields -> new Library.Example(fields[0], fields[1])).toList();
    }
}
