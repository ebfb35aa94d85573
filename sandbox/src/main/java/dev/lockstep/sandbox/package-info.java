/// How do I get a store to try things on? An S3 store in memory, with an HTTP face.
///
/// Open first: [dev.lockstep.sandbox.SandboxServer], which speaks S3 over HTTP, and
/// [dev.lockstep.sandbox.InMemoryObjectStore], the same store without HTTP.
///
/// May touch: all rooms of this module; object, endpoint. Threads: everything may be used by any
/// thread.
@NullMarked
package dev.lockstep.sandbox;

import org.jspecify.annotations.NullMarked;
