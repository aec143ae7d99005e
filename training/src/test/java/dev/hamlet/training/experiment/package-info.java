@NullMarked
package dev.hamlet.training.experiment;

import org.jspecify.annotations.NullMarked;
