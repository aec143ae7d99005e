import dev.hamlet.model.Prediction;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answers to the texts asked last, by the text itself. For one thread, as a Lambda function has. */
final class Cache extends LinkedHashMap<String, Prediction> {

    static final int CAPACITY = 10_000;

    Cache() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Prediction> eldest) {
        return size() > CAPACITY;
    }
}
