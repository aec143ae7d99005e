package dev.hamlet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ThreadsTest {

    @Test
    void addsUpWhatEachThreadGives() throws IOException {
        var calls = new AtomicInteger();

        assertThat(Threads.sum(4, calls::incrementAndGet)).isEqualTo(1 + 2 + 3 + 4);
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IOException("lost"), new IllegalStateException("wrong"), new OutOfMemoryError("full"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void throwsTheFirstFailureThoughOthersAreAtWork(Throwable failure) {
        var calls = new AtomicInteger();
        var never = new CountDownLatch(1);
        var interrupted = new CountDownLatch(3);

        assertThatThrownBy(() -> Threads.sum(4, () -> {
            if (calls.incrementAndGet() == 4) {
                return fail(failure);
            }
            waitFor(never, interrupted);
            return 0;
        })).isSameAs(failure);

        waitFor(interrupted, never);
        assertThat(interrupted.getCount()).isZero();
    }

    private static int fail(Throwable failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }

    private static void waitFor(CountDownLatch event, CountDownLatch interrupted) {
        try {
            event.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @Test
    void endsWhenItsCallerIsInterrupted() {
        Thread caller = Thread.currentThread();
        var calls = new AtomicInteger();
        var never = new CountDownLatch(1);

        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> Threads.sum(2, () -> {
            if (calls.incrementAndGet() == 2) {
                caller.interrupt();
            }
            waitFor(never, never);
            return 0;
        })).withMessage("interrupted before all was done");

        assertThat(Thread.interrupted()).isTrue();
    }
}
