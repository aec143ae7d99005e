/** Features → prediction with its explanation; and the model file: bytes ↔ Smile classifier. Knows no AWS or JSON type. */
@NullMarked
package dev.hamlet.model;

import org.jspecify.annotations.NullMarked;
