package dev.lockstep.copy;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// How objects at the destination are replaced.
///
/// @param conditions those conditions on writes that the destination is known to honour; where one
///   is missing, the object is looked at right before it is replaced
public record Overwriting(OnConflict onConflict, Set<Capability> conditions) {
  /// The conditions that matter here.
  public static final Set<Capability> CONDITIONS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Capability.PUT_IF_ABSENT,
              Capability.PUT_IF_MATCH,
              Capability.COMPLETE_IF_ABSENT,
              Capability.COMPLETE_IF_MATCH,
              Capability.COPY_IF_ABSENT,
              Capability.COPY_IF_MATCH));

  /// Whatever stands there.
  public static final Overwriting ALWAYS = new Overwriting(OnConflict.OVERWRITE, Set.of());

  public Overwriting {
    Set<Capability> sorted = EnumSet.noneOf(Capability.class);
    sorted.addAll(conditions);
    conditions = Collections.unmodifiableSet(sorted);
  }

  /// @param destination what is known of it
  public static Overwriting of(OnConflict onConflict, Capabilities destination) {
    Set<Capability> honoured = EnumSet.noneOf(Capability.class);
    if (onConflict != OnConflict.OVERWRITE) {
      CONDITIONS.stream().filter(destination::has).forEach(honoured::add);
    }
    return new Overwriting(onConflict, honoured);
  }

  /// As the compiler would write it, which would link it anew at every start.
  @Override
  public String toString() {
    return "Overwriting[onConflict=" + onConflict + ", conditions=" + conditions + "]";
  }
}
