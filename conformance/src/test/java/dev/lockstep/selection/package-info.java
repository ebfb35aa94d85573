/// Spoilt input for the package of the same name.
@NullMarked
package dev.lockstep.selection;

import org.jspecify.annotations.NullMarked;
