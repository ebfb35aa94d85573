/// What does a crowd of objects look like, told in a space that does not grow with it?
///
/// Objects are counted as they stream by, several sorts of them beside each other: by the prefixes
/// of their keys, by size, by age and by storage class. Whoever draws a picture of a bucket or of
/// differences, or tells figures of them, has them from here.
///
/// Open first: [dev.lockstep.summary.ObjectSummary], then [dev.lockstep.summary.PrefixTotals].
///
/// May touch: nothing. Threads: a summary takes from many.
@NullMarked
package dev.lockstep.summary;

import org.jspecify.annotations.NullMarked;
