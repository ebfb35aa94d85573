/// Does a whole run keep its promises, between stores that fail, lie and change?
@NullMarked
package dev.lockstep.job;

import org.jspecify.annotations.NullMarked;
