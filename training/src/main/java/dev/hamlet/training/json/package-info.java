/** Records as JSON, and back. */
@NullMarked
package dev.hamlet.training.json;

import org.jspecify.annotations.NullMarked;
