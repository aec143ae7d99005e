package dev.hamlet.handler;

import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code POST /invocations}: what MLflow's scoring server answers, and what SageMaker asks of a container. Thread-safe.
 *
 * <p>JSON as {@link FrameRequest} reads it, or CSV. Of CSV the first row is a header if the media type says {@code header=present}, or
 * says nothing and a cell is {@code text}: MLflow's clients write one, SageMaker's do not.
 */
final class Invocations {

    private static final String CSV = "text/csv";

    private final Model model;

    Invocations(Model model) {
        this.model = model;
    }

    Answer answer(Request request, RequestLog log) throws ProblemException {
        FrameRequest asked = asked(request);
        boolean csv = request.accept() != null && request.accept().contains(CSV);
        if (csv && asked.explain()) {
            throw PredictRequest
                    .invalid("accept: expected application/json with params.explain, since CSV has no place for "
                            + "explanations, found text/csv");
        }
        List<Classified> classified = Classified.all(model, asked.texts(), asked.explain(), log);
        return csv ? csv(classified) : json(classified);
    }

    private static FrameRequest asked(Request request) throws ProblemException {
        if (request.hasMediaType(CSV)) {
            Table table = table(Csv.rows(request.body()), String.valueOf(request.contentType()));
            return new FrameRequest(table.texts(), false);
        }
        if (!request.hasMediaType("application/json")) {
            throw Api.unsupported(request, "application/json or " + CSV);
        }
        return FrameRequest.parse(request.body());
    }

    private static Table table(List<List<String>> rows, String mediaType) {
        String parameters = mediaType.toLowerCase(Locale.ROOT).replace(" ", "");
        boolean header = !rows.isEmpty() && !parameters.contains(";header=absent")
                && (parameters.contains(";header=present") || rows.getFirst().contains(Table.TEXT));
        return header ? new Table(rows.getFirst(), rows.subList(1, rows.size())) : new Table(List.of(), rows);
    }

    private static Answer json(List<Classified> classified) {
        return Answer.json(Members.object(json -> {
            json.name("predictions").beginArray();
            for (Classified each : classified) {
                json.beginObject();
                each.write(json);
                json.endObject();
            }
            json.endArray();
        }));
    }

    /** A line each: the label and the score. */
    private static Answer csv(List<Classified> classified) {
        var out = new StringBuilder();
        for (Classified each : classified) {
            Prediction prediction = each.prediction();
            out.append(Csv.field(prediction.label())).append(',').append(prediction.score()).append('\n');
        }
        return new Answer(200, Map.of("content-type", "text/csv; charset=utf-8; header=absent", "cache-control",
                "no-store"), out.toString());
    }
}
