/// What are the bytes of an object, and what are their digests?
///
/// Open first: [dev.lockstep.sandbox.content.Content], then [dev.lockstep.sandbox.content.Intake],
/// which takes bytes in and digests them on the way.
///
/// May touch: object. Threads: contents are immutable and may be read by any thread; an intake and
/// its digests belong to the thread that takes the bytes in.
@NullMarked
package dev.lockstep.sandbox.content;

import org.jspecify.annotations.NullMarked;
