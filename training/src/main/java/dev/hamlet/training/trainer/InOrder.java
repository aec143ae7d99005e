package dev.hamlet.training.trainer;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;

/**
 * Runs Smile so that it gives the same result on any number of threads.
 *
 * <p>Smile sums in parallel streams, whose order of addition, and with it the last bits of the weights, depends on the size of
 * the pool that they run in. Here that is one.
 */
final class InOrder {

    private InOrder() {}

    static <T> T run(Callable<T> job) {
        try (var pool = new ForkJoinPool(1)) {
            return pool.submit(job).join();
        }
    }
}
