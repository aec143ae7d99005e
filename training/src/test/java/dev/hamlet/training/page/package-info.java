@NullMarked
package dev.hamlet.training.page;

import org.jspecify.annotations.NullMarked;
