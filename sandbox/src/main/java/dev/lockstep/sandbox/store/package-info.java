/// What does S3 do with buckets, versions, uploads and conditions? (A model of it, in memory.)
///
/// Open first: [dev.lockstep.sandbox.store.SandboxStore], then
/// [dev.lockstep.sandbox.store.StoredBucket], which holds the versions of every key.
///
/// May touch: object, endpoint (its values), content. Threads: everything may be used by any
/// thread; what changes a key holds that key's lock, and listings read what is there at the moment.
@NullMarked
package dev.lockstep.sandbox.store;

import org.jspecify.annotations.NullMarked;
