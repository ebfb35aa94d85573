@NullMarked
package dev.lockstep.inventory;

import org.jspecify.annotations.NullMarked;
