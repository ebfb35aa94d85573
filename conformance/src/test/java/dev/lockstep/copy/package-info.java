/// Does every way of copying give the same object, between whole stores?
@NullMarked
package dev.lockstep.copy;

import org.jspecify.annotations.NullMarked;
