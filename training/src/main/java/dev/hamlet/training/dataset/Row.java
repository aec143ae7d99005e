package dev.hamlet.training.dataset;

/** What one line of a file turned out to be. */
public sealed interface Row permits Example, BadRow {}
