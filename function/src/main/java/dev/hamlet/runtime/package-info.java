/** The process of a container image: Lambda's Runtime API ↔ handler, with nothing that delays the first answer. */
@NullMarked
package dev.hamlet.runtime;

import org.jspecify.annotations.NullMarked;
