package dev.hamlet.training.registry;

import java.util.List;

/**
 * What became of an attempt to move an alias.
 *
 * @param gates what was found at each gate; none where the alias stood there already
 * @param from the version that the alias stood on, empty if none
 * @param moved whether it moved
 */
public record Promotion(List<GateResult> gates, String from, boolean moved) {

    /** What stands in the way. */
    public List<GateResult> failed() {
        return gates.stream().filter(GateResult::isFailed).toList();
    }
}
