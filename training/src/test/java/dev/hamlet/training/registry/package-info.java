@NullMarked
package dev.hamlet.training.registry;

import org.jspecify.annotations.NullMarked;
