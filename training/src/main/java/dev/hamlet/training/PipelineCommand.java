package dev.hamlet.training;

import dev.hamlet.training.pipeline.Lock;
import dev.hamlet.training.pipeline.Pipeline;
import dev.hamlet.training.pipeline.Workspace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "pipeline", mixinStandardHelpOptions = true, description = {
    "Runs the stages of dvc.yaml that have changed since they last ran, as \"dvc repro\" does, without DVC.",
    "Both read the same dvc.lock, write it alike, and so skip what the other has done."})
final class PipelineCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(PipelineCommand.class);

    @picocli.CommandLine.Parameters(paramLabel = "STAGE", description = "stages, or groups such as train, with all that they depend on (default: all)")
    private List<String> targets = List.of();
    @Option(names = "--dry", description = "only tell what would run, and why")
    private boolean dry;
    @Option(names = "--force", description = "run also what has not changed")
    private boolean force;
    @Option(names = "--file", paramLabel = "FILE", description = "the stages (default: dvc.yaml); they run in its folder, over its params.yaml")
    private Path file = Path.of("dvc.yaml");

    @Override
    public Integer call() throws IOException {
        // DVC minds a lock of its own, in .dvc/tmp: the two do not know of each other
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new IOException("%s: expected one pipeline at a time, found another that runs".formatted(file));
            }
            run();
        }
        return 0;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void run() throws IOException {
        Path root = file.toAbsolutePath().resolveSibling("");
        var workspace = new Workspace(root, parameters(root.resolve(Workspace.PARAMS)));
        var pipeline = new Pipeline(new PipelineReader(workspace.parameters()).read(
                YamlReader.read(file.toString(), Files.readString(file))));
        Lock last = new LockReader(root.resolve(Workspace.LOCK)).read();
        if (dry) {
            pipeline.tell(targets, force, workspace, last);
        } else {
            log.info("{} stages ran", pipeline.run(targets, force, workspace, last, command -> shell(command, root)));
        }
    }

    private static Map<String, Object> parameters(Path params) throws IOException {
        YamlNode root = YamlReader.read(params.toString(), Files.readString(params));
        return root instanceof YamlNode.Mapping mapping ? YamlValues.of(mapping) : Map.of();
    }

    private static int shell(String command, Path folder) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("expected to wait for \"%s\", was interrupted".formatted(command), e);
        }
    }
}
