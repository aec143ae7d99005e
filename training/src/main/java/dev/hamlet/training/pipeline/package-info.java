/** Stages that run again only where what they depend on has changed, by DVC's files and in DVC's formats. */
@NullMarked
package dev.hamlet.training.pipeline;

import org.jspecify.annotations.NullMarked;
