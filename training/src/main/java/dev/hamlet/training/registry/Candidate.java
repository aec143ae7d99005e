package dev.hamlet.training.registry;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model that shall become a version.
 *
 * @param provenance where it comes from; the hashes of the files are added when it is registered
 * @param files the bytes of each file by its name, {@code model.hamlet} among them
 */
public record Candidate(Provenance provenance, SortedMap<String, byte[]> files) {

    /** Copies the map. */
    public Candidate {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}
