package dev.hamlet.training.tracking;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said to MLflow's REST API and what it answers, as far as it matters here. Its
 * <a href="https://mlflow.org/docs/latest/api_reference/rest-api.html">reference</a> has the rest.
 */
final class MlflowApi {

    private static final int PARAMETER_LENGTH = 6000;
    private static final int TAG_LENGTH = 8000;
    private static final int KEY_LENGTH = 250;
    private static final Pattern NOT_IN_KEYS = Pattern.compile("[^\\w\\-. :/]");

    private MlflowApi() {}

    /** Keys have no other characters at MLflow, nor more of them. */
    static String key(String name) {
        return cut(NOT_IN_KEYS.matcher(name).replaceAll("_"), KEY_LENGTH);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    record KeyValue(String key, String value) {

        static List<KeyValue> parameters(Map<String, String> parameters) {
            return of(parameters, PARAMETER_LENGTH);
        }

        static List<KeyValue> tags(Map<String, String> tags) {
            return of(tags, TAG_LENGTH);
        }

        private static List<KeyValue> of(Map<String, String> values, int length) {
            return values.entrySet().stream()
                    .map(each -> new KeyValue(MlflowApi.key(each.getKey()), cut(each.getValue(), length))).toList();
        }
    }

    record Measured(String key, double value, long timestamp, int step) {

        static Measured of(Metric metric, long time) {
            return new Measured(MlflowApi.key(metric.name()), metric.value(), time, metric.step());
        }
    }

    record NewExperiment(String name) {}

    record Experiment(String experimentId) {}

    record ExperimentAnswer(Experiment experiment) {}

    record NewRun(String experimentId, String runName, long startTime, List<KeyValue> tags) {}

    record RunInfo(String runId, String artifactUri) {}

    record RunAnswer(RunInfo info) {}

    record Created(RunAnswer run) {}

    record RunQuery(List<String> experimentIds, String filter, int maxResults) {}

    record FoundRuns(List<RunAnswer> runs) {

        /** None is no list at all. */
        FoundRuns(@Nullable List<RunAnswer> runs) {
            this.runs = Objects.requireNonNullElse(runs, List.of());
        }
    }

    record NewModel(String name) {}

    record NewVersion(String name, String source, String runId, List<KeyValue> tags) {}

    record NewAlias(String name, String alias, String version) {}

    record VersionAnswer(String version) {}

    record FoundVersions(List<VersionAnswer> modelVersions) {

        /** None is no list at all. */
        FoundVersions(@Nullable List<VersionAnswer> modelVersions) {
            this.modelVersions = Objects.requireNonNullElse(modelVersions, List.of());
        }
    }

    record LogBatch(String runId, List<Measured> metrics, List<KeyValue> params, List<KeyValue> tags) {}

    record RunUpdate(String runId, String status, long endTime) {}

    /** An answer of which nothing is wanted. */
    record Nothing() {}
}
