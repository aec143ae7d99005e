/** Protocols: what is trained on, what is tested on, and what is varied; their results, as a report holds them. */
@NullMarked
package dev.hamlet.training.experiment;

import org.jspecify.annotations.NullMarked;
