/// What exactly is to be done, object by object?
///
/// Open first: [dev.lockstep.manifest.ManifestReader] and [dev.lockstep.manifest.ManifestEntry].
///
/// May touch: object, telemetry, endpoint, selection, listing, sort, compare. Threads: readers and
/// writers belong to one thread each; all else is immutable.
@NullMarked
package dev.lockstep.manifest;

import org.jspecify.annotations.NullMarked;
