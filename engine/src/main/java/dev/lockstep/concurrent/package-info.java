/// How do many things go on at once, and no more than may?
///
/// Open first: [dev.lockstep.concurrent.BoundedTasks].
///
/// May touch: nothing. Threads: virtual ones, made here.
@NullMarked
package dev.lockstep.concurrent;

import org.jspecify.annotations.NullMarked;
