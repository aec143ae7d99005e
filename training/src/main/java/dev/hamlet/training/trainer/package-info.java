/** Examples + options → model file. The classifiers are Smile's. */
@NullMarked
package dev.hamlet.training.trainer;

import org.jspecify.annotations.NullMarked;
