/// Are the counts read rightly?
@NullMarked
package dev.lockstep.benchmarks.counts;

import org.jspecify.annotations.NullMarked;
