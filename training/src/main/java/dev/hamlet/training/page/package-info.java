/** An experiment as a web page: tables and charts in one file that asks nothing of any other. */
@NullMarked
package dev.hamlet.training.page;

import org.jspecify.annotations.NullMarked;
