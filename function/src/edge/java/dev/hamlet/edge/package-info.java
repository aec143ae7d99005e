/** The scorer as a module for browsers: the function's own, compiled to JavaScript by TeaVM. */
@NullMarked
package dev.hamlet.edge;

import org.jspecify.annotations.NullMarked;
