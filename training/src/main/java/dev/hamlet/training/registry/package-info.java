/** What becomes of a trained model: versions with their provenance, aliases and their gates, and shipping one with the function. */
@NullMarked
package dev.hamlet.training.registry;

import org.jspecify.annotations.NullMarked;
