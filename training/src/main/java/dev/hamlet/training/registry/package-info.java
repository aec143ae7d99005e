/** What becomes of a trained model: shipping it with the function. */
@NullMarked
package dev.hamlet.training.registry;

import org.jspecify.annotations.NullMarked;
