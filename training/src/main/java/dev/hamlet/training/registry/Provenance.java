package dev.hamlet.training.registry;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a version comes from: all that it takes to make it again.
 *
 * @param version the version
 * @param sha256 the identity of its model
 * @param dataSets the published data that it learned from
 * @param model what the model file says of itself: fingerprint of the data, hash of the parameters, seed, versions, figures
 * @param trainer the trainer that made it
 * @param evaluated the version of the model that its figures were measured with: of the same parameters, on the training part alone
 * @param code the commit that it was registered from; {@code unknown} outside of a repository
 * @param codeChanged whether tracked files differed from that commit
 * @param files SHA-256 of each file of the version but this one, by name
 */
public record Provenance(String version, String sha256, List<Source> dataSets, SortedMap<String, String> model,
        String trainer, String evaluated, String code, boolean codeChanged, SortedMap<String, String> files) {

    /** Copies list and maps. */
    public Provenance {
        dataSets = List.copyOf(dataSets);
        model = Collections.unmodifiableSortedMap(new TreeMap<>(model));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * A data set.
     *
     * @param name what it is called
     * @param url where it is published; of feedback, the name of its file
     * @param sha256 SHA-256 of the file
     * @param licence the terms it is published under
     */
    public record Source(String name, String url, String sha256, String licence) {}

    Provenance of(SortedMap<String, String> hashes) {
        return new Provenance(version, sha256, dataSets, model, trainer, evaluated, code, codeChanged, hashes);
    }
}
