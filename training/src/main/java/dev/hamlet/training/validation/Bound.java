package dev.hamlet.training.validation;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How much, or how little, of something there may be.
 *
 * @param least the smallest value that is well, where that is the bound
 * @param most the largest one, where that is
 * @param beyond what it comes to beyond the bound
 */
public record Bound(Optional<Double> least, Optional<Double> most, Verdict beyond) {

    /**
     * Checks that there is one bound, and that it has a consequence.
     *
     * @throws IllegalArgumentException if there is none, or both, or to be beyond it is well
     */
    public Bound {
        if (least.isPresent() == most.isPresent()) {
            throw new IllegalArgumentException("expected either least or most, found " + (least.isPresent()
                    ? "both"
                    : "neither"));
        }
        if (beyond == Verdict.OK) {
            throw new IllegalArgumentException("expected beyond to be error or warning, found ok");
        }
    }

    static Bound atMost(double most, Verdict beyond) {
        return new Bound(Optional.empty(), Optional.of(most), beyond);
    }

    static Bound atLeast(double least, Verdict beyond) {
        return new Bound(Optional.of(least), Optional.empty(), beyond);
    }

    Verdict verdict(double value) {
        boolean well = value >= least.orElse(value) && value <= most.orElse(value);
        return well ? Verdict.OK : beyond;
    }

    /** {@code at most 0.05}. */
    @Override
    public String toString() {
        return least.map(value -> "at least " + plain(value)).orElseGet(() -> "at most " + plain(most.orElseThrow()));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
