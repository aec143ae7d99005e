package dev.hamlet.handler;

import org.jspecify.annotations.Nullable;

/**
 * Of an object's members the one named {@value Table#TEXT}, or else the only one.
 *
 * @param <T> what is kept of a member
 */
final class TextMember<T extends @Nullable Object> {

    private int members;
    private boolean named;
    private T value;

    TextMember(T none) {
        this.value = none;
    }

    void add(String name, T read) {
        boolean text = name.equals(Table.TEXT);
        if (text || members == 0) {
            value = read;
        }
        named |= text;
        members++;
    }

    T text() throws ProblemException {
        if (!named && members != 1) {
            throw Table.noColumn();
        }
        return value;
    }
}
