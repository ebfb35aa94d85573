/// Which keys, under which name on the other side?
///
/// Open first: [dev.lockstep.selection.Selection] and [dev.lockstep.selection.PrefixMapping].
///
/// May touch: object, telemetry. Threads: all types are immutable.
@NullMarked
package dev.lockstep.selection;

import org.jspecify.annotations.NullMarked;
