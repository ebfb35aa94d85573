/// Spoilt input for the package of the same name.
@NullMarked
package dev.lockstep.journal;

import org.jspecify.annotations.NullMarked;
