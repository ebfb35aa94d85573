/// Does the program behave as a process should?
@NullMarked
package dev.lockstep.process;

import org.jspecify.annotations.NullMarked;
