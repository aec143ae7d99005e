import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Hamlet by the public API of its jar; {@code ./hamlet fit} trained the model and chose its threshold. */
final class HamletPeer implements Library {

    @Override
    public void fit(List<Example> examples, Path model) {
        throw new UnsupportedOperationException("peers.py calls ./hamlet fit");
    }

    @Override
    public Peer load(Path file) throws Exception {
        Model model = ModelReader.read(Files.readAllBytes(file), file.toString());
        return message -> model.predict(message).label().equals(Example.SPAM);
    }
}
