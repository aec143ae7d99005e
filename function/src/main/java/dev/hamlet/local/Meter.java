package dev.hamlet.local;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read through it. Others may ask for the count meanwhile. */
final class Meter extends FilterInputStream {

    private volatile long count;

    Meter(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        add(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        add(Math.max(read, 0));
        return read;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads at a time
    private void add(int read) {
        count += read;
    }

    long count() {
        return count;
    }
}
