package dev.hamlet.training.validation;

/** What a check comes to. */
public enum Verdict {
    /** Within its bound. */
    OK,
    /** Beyond it: worth a look. */
    WARNING,
    /** Beyond it: nothing shall be trained on this. */
    ERROR
}
