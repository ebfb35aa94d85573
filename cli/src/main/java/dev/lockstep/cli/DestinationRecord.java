package dev.lockstep.cli;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.job.KnownDestination;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.verify.CapabilityProbe;
import dev.lockstep.verify.TrialNames;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What is known of a run's destination: what its record in the state folder says, and instead of
/// that what the user says. What a run needs to know and the record does not, is tried out once and
/// recorded; a dry run, which writes nothing, tells it instead.
final class DestinationRecord {
  /// Stores are updated and buckets are set up anew: what was found out longer ago is found out
  /// again.
  static final Duration FRESH = Duration.ofDays(30);

  private final Surroundings around;
  private final BucketScope destination;
  private final CapabilityFile file;
  private final CapabilityOptions told;
  private final boolean dryRun;

  /// @param told what the user knows better
  DestinationRecord(
      Surroundings around,
      Path stateFolder,
      BucketScope destination,
      CapabilityOptions told,
      boolean dryRun) {
    this.around = around;
    this.destination = destination;
    this.file =
        CapabilityFile.of(stateFolder, destination.store().endpoint(), destination.bucket());
    this.told = told;
    this.dryRun = dryRun;
  }

  /// For a run that must know these, and may ask for what else is of use to it.
  KnownDestination needing(Set<Capability> must) {
    return (useful, names) -> knowing(dryRun || useful.isEmpty() ? must : useful, names);
  }

  /// What is known, these at the least as far as trying them can tell.
  ///
  /// @param names names the trial objects
  Capabilities knowing(Set<Capability> needed, TrialNames names) {
    return dryRun ? asRecorded(needed) : triedOut(needed, names);
  }

  private Capabilities triedOut(Set<Capability> needed, TrialNames names) {
    Instant now = around.clock().instant();
    Capabilities known = known(now);
    Set<Capability> open = silentOn(needed, known);
    if (open.isEmpty()) {
      return known;
    }
    CapabilityProbe probe =
        new CapabilityProbe(
            destination.store(), destination.bucket(), destination.prefix(), now, names);
    try {
      Capabilities found = probe.run(open);
      record(found);
      return told.over(known.updatedBy(found), now);
    } catch (StoreException e) {
      // The run will meet it too, and tell it as it should.
      return known;
    } finally {
      probe.leftBehind().forEach(what -> around.err().println("lockstep: left behind: " + what));
      around.err().flush();
    }
  }

  /// A record that can't be written costs the next run a few requests, and is no reason to end this
  /// one.
  private void record(Capabilities found) {
    try {
      file.update(found);
    } catch (UncheckedIOException e) {
      around
          .err()
          .println(
              "lockstep: what was found out about the destination is not kept: " + e.getMessage());
      around.err().flush();
    }
  }

  /// What is known without writing anything. What of these is not known, it tells.
  private Capabilities asRecorded(Set<Capability> needed) {
    Capabilities known = known(around.clock().instant());
    Set<Capability> open = silentOn(needed, known);
    if (!open.isEmpty()) {
      around
          .err()
          .println(
              "lockstep: it is not known yet whether "
                  + destination
                  + " can do all that must be: the run itself, or 'lockstep probe', tries "
                  + open.stream().map(Capability::optionName).collect(Collectors.joining(", ")));
      around.err().flush();
    }
    return known;
  }

  private Capabilities known(Instant now) {
    return told.over(file.read().foundSince(now.minus(FRESH)), now);
  }

  private static Set<Capability> silentOn(Set<Capability> needed, Capabilities known) {
    Set<Capability> open = EnumSet.noneOf(Capability.class);
    needed.stream().filter(capability -> known.finding(capability) == null).forEach(open::add);
    // Nothing was found out of a bucket that kept no versions then; it may do so now.
    if (needed.contains(Capability.VERSION_IDENTITY)
        && known.of(Capability.VERSION_IDENTITY) == Answer.UNKNOWN) {
      open.add(Capability.VERSION_IDENTITY);
    }
    return open;
  }
}
