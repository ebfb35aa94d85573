/// What did the user ask for, and what is its life?
///
/// Open first: [dev.lockstep.job.SyncJob] and [dev.lockstep.job.CompareJob].
///
/// May touch: every room below. Threads: a job is run once by one thread, owns every thread it
/// starts, and returns when none is left.
@NullMarked
package dev.lockstep.job;

import org.jspecify.annotations.NullMarked;
