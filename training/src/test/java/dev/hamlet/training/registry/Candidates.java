package dev.hamlet.training.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hamlet.model.Model;
import dev.hamlet.model.VerifiedModel;
import dev.hamlet.training.trainer.Trained;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small models that could be registered. */
final class Candidates {

    private static final String METRICS = """
            {"protocol": "holdout", "evaluation": {"examples": 200, "figures": {
              "mcc": {"value": MCC, "low": LOW, "high": 1.0}, "blocked": {"value": 0.002, "low": 0.0, "high": 0.005}}}}
            """;

    private Candidates() {}

    /** A model that makes no mistake. */
    static Candidate called(String name) throws IOException {
        return called(name, 0);
    }

    /** A model that makes so many mistakes, all of them on messages with a link. */
    static Candidate called(String name, int mistakes) throws IOException {
        byte[] bytes = Trained.called(name);
        Model model = VerifiedModel.read(bytes, name);
        double mcc = 1 - mistakes / 100.0;
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("model.hamlet", bytes);
        files.put("golden.tsv", GoldenTexts.answeredBy(model).getBytes(UTF_8));
        files.put("params.yaml", "trainer: maxent\n".getBytes(UTF_8));
        files.put("metrics.json", METRICS.replace("MCC", Double.toString(mcc)).replace("LOW",
                Double.toString(mcc - 0.05)).getBytes(UTF_8));
        files.put("predictions.tsv", predictions(mistakes).getBytes(UTF_8));
        return new Candidate(new Provenance(model.version(), model.sha256(),
                List.of(new Provenance.Source("Soliloquies", "https://elsinore.example/s.tsv", "0".repeat(64),
                        "CC0-1.0")),
                new TreeMap<>(Map.of("seed", "111")), "maxent", "abcdef123456", "unknown", false, new TreeMap<>()),
                files);
    }

    /** Of 200 messages, half of them spam; spam has links, and half of the ham. */
    static String predictions(int mistakes) {
        List<String> lines = new ArrayList<>(List.of("sha256\tlabel\tpredicted\tscore\tslices"));
        for (int i = 0; i < 200; i++) {
            String label = i < 100 ? "spam" : "ham";
            String predicted = label.equals("spam") && i < mistakes ? "ham" : label;
            lines.add("%064x\t%s\t%s\t%s\tlink=%s;source=Soliloquies".formatted(i, label, predicted,
                    predicted.equals("spam") ? 0.9 : 0.1, i < 150 ? "with a link" : "without"));
        }
        return String.join("\n", lines) + "\n";
    }

    static Candidate with(Candidate candidate, String file, String content) {
        SortedMap<String, byte[]> files = new TreeMap<>(candidate.files());
        files.put(file, content.getBytes(UTF_8));
        return new Candidate(candidate.provenance(), files);
    }
}
