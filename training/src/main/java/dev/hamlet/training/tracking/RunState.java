package dev.hamlet.training.tracking;

/** How a run stands. */
public enum RunState {
    /** Its process is at work. */
    RUNNING,
    /** It did what it should. */
    FINISHED,
    /** It ended with an error. */
    FAILED,
    /** Its process ended and could not say so. */
    KILLED
}
