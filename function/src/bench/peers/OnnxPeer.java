import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** ONNX Runtime on scikit-learn's logistic regression, n-grams included, as peer.py exported it with skl2onnx. */
final class OnnxPeer implements Library {

    @Override
    public void fit(List<Example> examples, Path model) {
        throw new UnsupportedOperationException("peer.py exports the model");
    }

    @Override
    public Peer load(Path model) throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return new Session(OrtEnvironment.getEnvironment().createSession(model.toString(), options));
    }

    private record Session(OrtSession session) implements Peer {

        @Override
        public boolean isSpam(String message) throws OrtException {
            return run(message)[0];
        }

        @Override
        public boolean[] areSpam(List<String> messages) throws OrtException {
            return run(messages.toArray(String[]::new));
        }

        private boolean[] run(String... messages) throws OrtException {
            try (var input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), messages,
                    new long[]{messages.length, 1});
                    var result = session.run(Map.of("text", input))) {
                var probabilities = (float[][]) result.get("probabilities").orElseThrow().getValue();
                boolean[] spam = new boolean[messages.length];
                for (int i = 0; i < spam.length; i++) {
                    spam[i] = probabilities[i][1] >= 0.5f;
                }
                return spam;
            }
        }
    }
}
