package dev.hamlet.training.tracking;

/**
 * Where a run is at an MLflow server.
 *
 * @param server the server's address
 * @param experimentId the experiment's id there
 * @param runId the run's
 * @param artifactUri where its files go
 * @param whole whether all of a run that has ended is there
 */
record MlflowRun(String server, String experimentId, String runId, String artifactUri, boolean whole) {

    MlflowRun asWhole() {
        return new MlflowRun(server, experimentId, runId, artifactUri, true);
    }
}
