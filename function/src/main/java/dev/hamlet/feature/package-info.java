/**
 * Text → normalized text → n-grams → feature ids. Pure: no file, clock, environment or locale is read.
 */
@NullMarked
package dev.hamlet.feature;

import org.jspecify.annotations.NullMarked;
