/** Lambda event ↔ domain: parse, call, answer. */
@NullMarked
package dev.hamlet.handler;

import org.jspecify.annotations.NullMarked;
