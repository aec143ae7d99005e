@NullMarked
package dev.hamlet.training.dataset;

import org.jspecify.annotations.NullMarked;
