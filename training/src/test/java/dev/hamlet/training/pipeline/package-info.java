@NullMarked
package dev.hamlet.training.pipeline;

import org.jspecify.annotations.NullMarked;
