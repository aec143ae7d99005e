/** The same jar on a laptop: an HTTP server and a filter for lines. */
@NullMarked
package dev.hamlet.local;

import org.jspecify.annotations.NullMarked;
