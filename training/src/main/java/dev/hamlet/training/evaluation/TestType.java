package dev.hamlet.training.evaluation;

/** The kinds of behaviour test of CheckList (Ribeiro, Wu, Guestrin, Singh, "Beyond accuracy", ACL 2020). */
public enum TestType {
    /** Minimum functionality: a message has a label. */
    MFT,
    /** Invariance: a change that means nothing changes nothing. */
    INV,
    /** Directional expectation: a change moves the score one way, if at all. */
    DIR
}
