/** The same jar on a laptop: an HTTP server, a filter for lines, and batches of files. */
@NullMarked
package dev.hamlet.local;

import org.jspecify.annotations.NullMarked;
