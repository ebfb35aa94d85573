/// How does the port to a store become requests of S3's protocol?
///
/// Open first: [dev.lockstep.s3.S3Stores], which makes a store of a profile, then
/// [dev.lockstep.s3.Requester], through which every request goes.
///
/// May touch: object, endpoint, and the rooms within this one: wire, sign, xml, profile. Threads:
/// all that outlives a call may be used by any thread.
@NullMarked
package dev.lockstep.s3;

import org.jspecify.annotations.NullMarked;
