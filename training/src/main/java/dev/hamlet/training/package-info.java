/** Wiring and command line: the stages over one parameters file. */
@NullMarked
package dev.hamlet.training;

import org.jspecify.annotations.NullMarked;
