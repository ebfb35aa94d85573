/// What must every store do that Lockstep works with?
///
/// Open first: [dev.lockstep.testkit.ObjectStoreContract], which joins the contracts of the port's
/// parts. A class that runs it for a real store overrides the tests in which that store deviates,
/// with a comment that says what it does instead, and asserts that: once healed, the test fails.
///
/// May touch: object, endpoint. Threads: each test has a store and a bucket of its own.
@NullMarked
package dev.lockstep.testkit;

import org.jspecify.annotations.NullMarked;
