/** Examples to findings: what is wrong with the data, and how far it is from the data before it, without a word of either. */
@NullMarked
package dev.hamlet.training.validation;

import org.jspecify.annotations.NullMarked;
