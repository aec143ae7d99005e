package dev.hamlet.training.registry;

/**
 * What an alias went back from, and to.
 *
 * @param from the version that it stood on
 * @param to the version that it stands on now
 */
public record Rollback(VersionFolder from, VersionFolder to) {}
