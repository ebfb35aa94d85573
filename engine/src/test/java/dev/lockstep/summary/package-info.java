@NullMarked
package dev.lockstep.summary;

import org.jspecify.annotations.NullMarked;
