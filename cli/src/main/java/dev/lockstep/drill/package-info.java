/// Do the promises hold on two stores of the user's? Fills one, makes things go wrong on the way to
/// the other, and looks by itself what came of it.
///
/// Open first: [dev.lockstep.drill.Drill], the steps; then [dev.lockstep.drill.FaultTrials] and
/// [dev.lockstep.drill.KillTrials]. What is drilled is the program as it is, reached by
/// [dev.lockstep.drill.Program]; what is true is read by [dev.lockstep.drill.Witness] alone, which
/// knows no room above `listing`.
///
/// May touch: engine, sandbox.fault; never `cli`, which puts it together. Threads: one, but for
/// [dev.lockstep.drill.Fence], which any may use.
@NullMarked
package dev.lockstep.drill;

import org.jspecify.annotations.NullMarked;
