/// How is a listing put in order whose store lists in none, or in another than by bytes?
///
/// Such a listing is walked whole, by continuation tokens alone. What comes is sorted in memory, a
/// buffer of a fixed size at a time, and each buffer is written to a temporary file, a run. Runs
/// are merged into longer ones, so many at a time, and the last merge is read by whoever wants the
/// listing. So neither memory nor open files grow with the bucket; the disk holds what is listed.
///
/// Open first: [dev.lockstep.sort.ListingSort], then [dev.lockstep.sort.UnorderedWalk] and
/// [dev.lockstep.sort.RunTiers].
///
/// May touch: object, endpoint, listing. Threads: a sort belongs to one thread at a time; a page
/// ahead is fetched by another.
@NullMarked
package dev.lockstep.sort;

import org.jspecify.annotations.NullMarked;
