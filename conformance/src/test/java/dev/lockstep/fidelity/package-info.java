/// What arrives of what belongs to an object, attribute by attribute and store by store:
/// `docs/fidelity.md` is written and kept true here. Open first: [FidelityMatrix].
@NullMarked
package dev.lockstep.fidelity;

import org.jspecify.annotations.NullMarked;
