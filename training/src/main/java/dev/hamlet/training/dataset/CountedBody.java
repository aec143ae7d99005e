package dev.hamlet.training.dataset;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Tells how much of a body has come, and leaves what becomes of it to another. */
final class CountedBody<T> implements BodySubscriber<T> {

    private final BodySubscriber<T> body;
    private final long expected;
    private final DownloadProgress progress;
    private long received;

    CountedBody(BodySubscriber<T> body, long expected, DownloadProgress progress) {
        this.body = body;
        this.expected = expected;
        this.progress = progress;
    }

    @Override
    public CompletionStage<T> getBody() {
        return body.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        body.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        received += bytes.stream().mapToLong(ByteBuffer::remaining).sum();
        body.onNext(bytes);
        progress.received(received, expected);
    }

    @Override
    public void onError(Throwable failure) {
        body.onError(failure);
    }

    @Override
    public void onComplete() {
        body.onComplete();
    }
}
