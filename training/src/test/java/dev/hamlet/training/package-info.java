@NullMarked
package dev.hamlet.training;

import org.jspecify.annotations.NullMarked;
