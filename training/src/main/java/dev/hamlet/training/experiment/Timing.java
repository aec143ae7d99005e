package dev.hamlet.training.experiment;

/**
 * What a way to train took on one machine in one run: it differs from run to run and is no part of a report.
 *
 * @param fitSeconds to train one model, its threshold included, in seconds
 * @param microsecondsPerMessage to predict one message on one thread, in microseconds
 */
public record Timing(double fitSeconds, double microsecondsPerMessage) {}
