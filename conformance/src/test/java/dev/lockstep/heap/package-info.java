/// Does the program keep to the memory it was given?
@NullMarked
package dev.lockstep.heap;

import org.jspecify.annotations.NullMarked;
