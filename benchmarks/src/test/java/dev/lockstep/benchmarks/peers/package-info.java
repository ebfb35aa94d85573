/// Are the figures computed and told rightly, and is a wrong answer found?
@NullMarked
package dev.lockstep.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
