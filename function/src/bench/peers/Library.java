import java.nio.file.Path;
import java.util.List;

/** What a peer is made with. Each has a constructor without arguments, and {@link Bench} calls it by its name. */
interface Library {

    /** Trains on examples and writes the model. */
    void fit(List<Example> examples, Path model) throws Exception;

    /** Reads a model from its file. */
    Peer load(Path model) throws Exception;

    /** A labelled message. */
    record Example(String label, String text) {

        static final String SPAM = "spam";
    }
}
