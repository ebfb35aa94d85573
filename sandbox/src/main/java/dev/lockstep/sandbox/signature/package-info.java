/// Who sent a request, and is it the one that was sent? AWS Signature Version 4, verified.
///
/// Open first: [dev.lockstep.sandbox.signature.Authenticator].
///
/// May touch: http, store (its accounts and refusals). Threads: an authenticator may be used by any
/// thread; what it makes for a request belongs to that request's.
@NullMarked
package dev.lockstep.sandbox.signature;

import org.jspecify.annotations.NullMarked;
