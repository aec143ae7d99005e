package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import smile.math.BFGS;

class SquaredHingeTest {

    private static final int[][] VECTORS = {{0}, {0, 1}, {1, 2}, {2}, {}};
    private static final int[] SIDES = {1, 1, -1, -1, -1};
    private static final double[] VALUES = {2, 1, 0.5};

    private final SquaredHinge loss = new SquaredHinge(VECTORS, SIDES, VALUES, 0.5);

    @Test
    void addsThePenaltyAndTheSquaresOfTheSlacks() {
        // margins: 0.4·2 + 0.1 = 0.9, 0.9 − 0.3 = 0.6, −(−0.3 + 0.1·0.5 + 0.1) = 0.15, −0.15, −0.1; slacks: 1 less these
        double slacks = 0.1 * 0.1 + 0.4 * 0.4 + 0.85 * 0.85 + 1.15 * 1.15 + 1.1 * 1.1;

        assertThat(loss.f(new double[]{0.4, -0.3, 0.1, 0.1})).isCloseTo((0.16 + 0.09 + 0.01) / 2 + 0.5 * slacks,
                within(1e-12));
    }

    @Test
    void hasTheGradientThatSmallStepsShow() {
        double[] at = {0.4, -0.3, 0.1, 0.1};
        double[] gradient = new double[4];
        loss.g(at, gradient);

        for (int i = 0; i < at.length; i++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            assertThat(gradient[i]).as("of variable %d", i).isCloseTo((loss.f(up) - loss.f(down)) / 2e-6,
                    within(1e-7));
        }
    }

    /** scikit-learn 1.9: {@code LinearSVC(C=0.5, intercept_scaling=1e3, tol=1e-12, max_iter=10**8)} gives the same to four digits, SciPy to seven. */
    @Test
    void hasItsMinimumWhereAnotherSolverFindsIt() {
        double[] fitted = new double[4];
        BFGS.minimize(loss, 5, fitted, 1e-10, 1000);

        assertThat(fitted).containsExactly(new double[]{0.808081, 0.040404, -0.121212, -0.838384}, within(1e-6));
    }
}
