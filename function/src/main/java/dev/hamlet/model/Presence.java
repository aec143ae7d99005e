package dev.hamlet.model;

import smile.data.Tuple;
import smile.data.type.StructType;

/** A message as Smile's trees read it: 1 for a feature that it has, 0 for one that it has not. */
final class Presence implements Tuple {

    private static final long serialVersionUID = 1L;

    private final long[] bits;

    /** @param dimension the number of feature ids */
    Presence(int dimension, int... ids) {
        this.bits = new long[(dimension >> 6) + 1];
        for (int id : ids) {
            bits[id >> 6] |= 1L << id;
        }
    }

    @Override
    public int getInt(int id) {
        return (int) (bits[id >> 6] >>> id) & 1;
    }

    @Override
    public Object get(int id) {
        return getInt(id);
    }

    /** There is none: a vocabulary is no list of columns. */
    @Override
    public StructType schema() {
        throw new UnsupportedOperationException();
    }
}
