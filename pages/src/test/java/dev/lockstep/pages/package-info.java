@NullMarked
package dev.lockstep.pages;

import org.jspecify.annotations.NullMarked;
