package dev.hamlet.stream;

/**
 * A record of a batch.
 *
 * @param id what its source knows it by; the same when it comes again
 * @param lane what it may not be overtaken in: records of one lane keep their order
 * @param content what the sender wrote
 */
record Message(String id, String lane, Content content) {}
