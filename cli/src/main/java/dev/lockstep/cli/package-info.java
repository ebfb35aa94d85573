/**
 * What can a user type, and what does it answer? Open {@link dev.lockstep.cli.Main} first.
 *
 * <p>One class per verb, without logic of its own. This package puts the program together, so it
 * alone may take the system's clock.
 */
@NullMarked
package dev.lockstep.cli;

import org.jspecify.annotations.NullMarked;
