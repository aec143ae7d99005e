/** What a model's user should know: the card, and the bill of material that holds the same for programs. */
@NullMarked
package dev.hamlet.training.card;

import org.jspecify.annotations.NullMarked;
