/// How does a test get a bucket of a hundred million keys, or an object of 48 TiB? By computing
/// what is asked for instead of storing it.
///
/// Open first: [dev.lockstep.sandbox.synthetic.SyntheticBucket], then
/// [dev.lockstep.sandbox.synthetic.SyntheticSpec], which says what one looks like.
///
/// May touch: store, content; object, endpoint (its values). Threads: everything may be used by any
/// thread.
@NullMarked
package dev.lockstep.sandbox.synthetic;

import org.jspecify.annotations.NullMarked;
