/// How do we reach a store, what can it do, how do its failures look, how hard may we push?
///
/// Open first: [dev.lockstep.endpoint.ObjectStore], the port that `s3` and `sandbox` implement,
/// then [dev.lockstep.endpoint.StoreFailure].
///
/// May touch: object, telemetry. Threads: an [dev.lockstep.endpoint.ObjectStore] may be called by
/// any number of threads at once and blocks the one that calls; a
/// [dev.lockstep.endpoint.FetchedObject] belongs to the thread that fetched it.
@NullMarked
package dev.lockstep.endpoint;

import org.jspecify.annotations.NullMarked;
