/// How is it proved that it arrived?
///
/// Open first: [dev.lockstep.verify.WriteCheck], what each write's answer proves, then
/// [dev.lockstep.verify.AttributeAudit], which looks whether a destination keeps what it accepts,
/// and [dev.lockstep.verify.CapabilityProbe], which finds out what a store can do at all.
///
/// May touch: object, telemetry, endpoint, selection. Threads: any may call.
@NullMarked
package dev.lockstep.verify;

import org.jspecify.annotations.NullMarked;
