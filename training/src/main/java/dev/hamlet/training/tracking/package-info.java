/** Tracked runs: what was run on what and what came of it, in a folder of this machine and at an MLflow server. */
@NullMarked
package dev.hamlet.training.tracking;

import org.jspecify.annotations.NullMarked;
