package dev.hamlet.training.registry;

import java.util.List;
import java.util.Optional;

/**
 * How a version stands before the gates.
 *
 * @param alias the alias that shall move
 * @param review what people decided of the version
 * @param reviewer who did, if somebody
 * @param problems what of its files is not as it was registered
 * @param champion the champion, if there is one
 * @param replaced the version that the alias stands on, if there is one
 */
record Standing(Alias alias, Review review, String reviewer, List<String> problems, Optional<String> champion,
        Optional<VersionFolder> replaced) {}
