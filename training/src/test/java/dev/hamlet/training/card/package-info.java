@NullMarked
package dev.hamlet.training.card;

import org.jspecify.annotations.NullMarked;
