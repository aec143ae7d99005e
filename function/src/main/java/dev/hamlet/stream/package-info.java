/** Records of queues and streams ↔ domain: a batch in, what failed or what was predicted out. */
@NullMarked
package dev.hamlet.stream;

import org.jspecify.annotations.NullMarked;
