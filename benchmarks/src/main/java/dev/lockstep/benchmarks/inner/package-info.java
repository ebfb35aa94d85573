/// What do the inner loops cost, and what do they allocate? Each is a JMH benchmark;
/// `benchmarks/inner-loops` runs them.
///
/// Open first: [dev.lockstep.benchmarks.inner.PageScan].
@NullMarked
package dev.lockstep.benchmarks.inner;

import org.jspecify.annotations.NullMarked;
