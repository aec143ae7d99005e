/**
 * Files to examples: fetch, read, check, de-duplicate, split, fingerprint.
 *
 * <p>{@link Fetcher} brings a {@link DataSource} to disk, {@link TsvReader} turns the file into a {@link Dataset}, and
 * {@link Splitter} divides it so that no message is on both sides. Reading, splitting and fingerprints depend on
 * nothing but their arguments: the same bytes and the same seed give the same examples in the same order.
 */
@NullMarked
package dev.hamlet.training.dataset;

import org.jspecify.annotations.NullMarked;
