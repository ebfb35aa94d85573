/// How do bytes get to a server and back, over HTTP/1.1?
///
/// Open first: [dev.lockstep.s3.wire.Connections], then [dev.lockstep.s3.wire.Exchange]. Nothing
/// here knows of S3.
///
/// May touch: nothing. Threads: [dev.lockstep.s3.wire.Connections] may be used by any thread; an
/// [dev.lockstep.s3.wire.Exchange] and its connection belong to one thread at a time, which they
/// block.
@NullMarked
package dev.lockstep.s3.wire;

import org.jspecify.annotations.NullMarked;
