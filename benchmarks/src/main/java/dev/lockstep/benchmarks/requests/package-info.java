/// What does one S3 request cost the client in processor time, ours and others'?
///
/// Open first: [dev.lockstep.benchmarks.requests.RequestCosts], which `benchmarks/requests` starts.
///
/// May touch: object, endpoint, s3. Threads: a [dev.lockstep.benchmarks.requests.Contender] is used
/// by many at once.
@NullMarked
package dev.lockstep.benchmarks.requests;

import org.jspecify.annotations.NullMarked;
