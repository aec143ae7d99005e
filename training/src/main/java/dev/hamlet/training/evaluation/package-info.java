/** Model + held-out examples → metrics with intervals. */
@NullMarked
package dev.hamlet.training.evaluation;

import org.jspecify.annotations.NullMarked;
