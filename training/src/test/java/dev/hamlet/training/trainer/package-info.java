@NullMarked
package dev.hamlet.training.trainer;

import org.jspecify.annotations.NullMarked;
