@NullMarked
package dev.hamlet.training.evaluation;

import org.jspecify.annotations.NullMarked;
