/// Spoilt input for the package of the same name.
@NullMarked
package dev.lockstep.cli;

import org.jspecify.annotations.NullMarked;
