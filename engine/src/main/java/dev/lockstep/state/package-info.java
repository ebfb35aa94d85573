/// What must outlive a run, and can be made anew if it is lost?
///
/// Open first: [dev.lockstep.state.StateStore], the port that `sqlite` implements, then
/// [dev.lockstep.state.VersionMap], which source version became which destination version.
///
/// May touch: object. Threads: a [dev.lockstep.state.StateStore] and its maps may be called by any
/// number of threads at once; a [dev.lockstep.state.MappingCursor] belongs to one at a time.
@NullMarked
package dev.lockstep.state;

import org.jspecify.annotations.NullMarked;
