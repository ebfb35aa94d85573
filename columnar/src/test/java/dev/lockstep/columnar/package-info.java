@NullMarked
package dev.lockstep.columnar;

import org.jspecify.annotations.NullMarked;
