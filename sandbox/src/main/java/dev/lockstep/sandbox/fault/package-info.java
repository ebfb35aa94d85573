/// What goes wrong between us and a store, made to happen on purpose and at a known moment?
///
/// Open first: [dev.lockstep.sandbox.fault.Fault], the vocabulary; then
/// [dev.lockstep.sandbox.fault.FaultPlan], which says what is hit. A plan is carried out by
/// [dev.lockstep.sandbox.fault.FaultyStore] around any store, or by
/// [dev.lockstep.sandbox.fault.FaultProxy] before any server that speaks S3 over plain HTTP.
///
/// May touch: object, endpoint, telemetry. Threads: all may be used by many at once.
@NullMarked
package dev.lockstep.sandbox.fault;

import org.jspecify.annotations.NullMarked;
