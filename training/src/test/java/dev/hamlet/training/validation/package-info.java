@NullMarked
package dev.hamlet.training.validation;

import org.jspecify.annotations.NullMarked;
