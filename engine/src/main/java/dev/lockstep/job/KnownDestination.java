package dev.lockstep.job;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.verify.TrialNames;
import java.util.Set;

/// What is known of a run's destination. A run asks only when something hangs on the answer, as
/// what is not known yet may have to be tried out.
@FunctionalInterface
public interface KnownDestination {
  /// @param useful what the run could make use of; empty for what its objects must arrive with
  /// @param names names the trial objects
  Capabilities knowing(Set<Capability> useful, TrialNames names);
}
