package dev.hamlet.training.registry;

import java.util.Set;

/**
 * Who wants to move an alias, and by what right.
 *
 * @param by who
 * @param waived the gates to pass whatever is found there
 * @param reason why; needed where a gate is waived
 * @param dryRun whether to look only
 */
public record PromotionRequest(String by, Set<Gate> waived, String reason, boolean dryRun) {

    /**
     * Checks that no gate is waived that cannot be, nor without a reason.
     *
     * @throws IllegalArgumentException if one is
     */
    public PromotionRequest {
        waived = Set.copyOf(waived);
        for (Gate gate : waived) {
            require(gate.isWaivable(), "a gate that can be waived", gate);
        }
        require(waived.isEmpty() || !reason.isBlank(), "a reason for what is waived", "none");
    }

    private static void require(boolean condition, String expected, Object found) {
        if (!condition) {
            throw new IllegalArgumentException("expected %s, found %s".formatted(expected, found));
        }
    }

    GateResult applyTo(GateResult result) {
        return waived.contains(result.gate()) ? result.waived() : result;
    }
}
