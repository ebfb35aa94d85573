/// Are a store's capabilities found out, on whole stores and on such that lie?
@NullMarked
package dev.lockstep.verify;

import org.jspecify.annotations.NullMarked;
