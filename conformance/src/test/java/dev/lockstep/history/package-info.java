@NullMarked
package dev.lockstep.history;

import org.jspecify.annotations.NullMarked;
