/// What can a user type, and what does it answer?
///
/// Open first: [dev.lockstep.cli.Main], then the class of a verb, such as
/// [dev.lockstep.cli.SyncCommand]. One class a verb, without logic of its own. This package puts
/// the program together, so it alone may take the system's clock and chance.
///
/// May touch: everything. Threads: one, but for the line of progress.
@NullMarked
package dev.lockstep.cli;

import org.jspecify.annotations.NullMarked;
