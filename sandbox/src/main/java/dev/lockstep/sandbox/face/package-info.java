/// Which operation is a request, and how does S3 say the answer? The S3 face of a store.
///
/// Open first: [dev.lockstep.sandbox.face.S3Face], then [dev.lockstep.sandbox.face.Operation], the
/// table of what there is.
///
/// May touch: http, signature, store, content; object, endpoint (its values), telemetry. Threads: a
/// face may be used by any thread; a request and its answer belong to one.
@NullMarked
package dev.lockstep.sandbox.face;

import org.jspecify.annotations.NullMarked;
