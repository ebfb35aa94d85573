/// How far does each real store keep the contract?
///
/// Open first: [dev.lockstep.conformance.SandboxTest], the contract over HTTP against our own
/// store; then the class of a vendor, in which every overridden test is a deviation of that
/// vendor's.
///
/// May touch: everything. Threads: each test has a store of its own; the classes may run at once.
@NullMarked
package dev.lockstep.conformance;

import org.jspecify.annotations.NullMarked;
