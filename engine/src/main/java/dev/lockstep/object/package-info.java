/// What is a stored object, a version, a key, a checksum?
///
/// Open first: [dev.lockstep.object.ObjectKey], then [dev.lockstep.object.EntryPage], the columns
/// in which listings travel.
///
/// May touch: nothing. Threads: values are immutable and may be shared freely; only
/// [dev.lockstep.object.EntryPage.Builder] belongs to one thread at a time.
@NullMarked
package dev.lockstep.object;

import org.jspecify.annotations.NullMarked;
