package dev.lockstep.inventory;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.journal.RunInProgressException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.state.Configuration;
import dev.lockstep.state.Configurations;
import dev.lockstep.state.StateHome;
import dev.lockstep.state.StateStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// Makes the reports that are due by the configurations that are kept: whoever wakes up now and
/// then calls this. One thread.
///
/// The state store is open for moments alone, not while a report is made.
public final class InventorySchedule {
  /// What configurations of inventories are called in the state store.
  public static final String KIND = "inventory";

  private final StateHome home;
  private final InstantSource clock;

  public InventorySchedule(StateHome home, InstantSource clock) {
    this.home = home;
    this.clock = clock;
  }

  /// How places are reached.
  @FunctionalInterface
  public interface Places {
    /// @param store the profile's name; empty for the default chain
    /// @throws InventoryException when there is no such profile, or it can't be used
    BucketScope scope(String store, BucketName bucket, ObjectKey prefix);
  }

  /// Makes a report.
  @FunctionalInterface
  public interface Maker {
    /// @throws StoreException when a store could not be used
    /// @throws InventoryException when the report is refused
    /// @throws ListingDisorder when the listing can't be trusted
    /// @throws RunInProgressException when another run makes the same
    InventoryReport make(InventoryRequest request);
  }

  /// Hears what became of each.
  public interface Listener {
    void made(Configuration stored, InventoryRequest request, InventoryReport report);

    /// It stays due.
    void failed(Configuration stored, RuntimeException why);
  }

  /// What is due now. A configuration that can't be read is due, so that it is told.
  public List<Configuration> due() {
    Instant now = clock.instant();
    return with(all -> all.all(KIND)).stream().filter(stored -> isDue(stored, now)).toList();
  }

  private static boolean isDue(Configuration stored, Instant now) {
    try {
      return ConfigurationJson.parse(stored.document()).isDue(stored.lastRun(), now);
    } catch (InventoryException _) {
      return true;
    }
  }

  /// Makes what is due, one report after the other. One that fails keeps no other from being made.
  ///
  /// @return whether all that was due was made
  public boolean run(Places places, Maker maker, Listener listener) {
    boolean all = true;
    for (Configuration stored : due()) {
      all &= make(stored, places, maker, listener);
    }
    return all;
  }

  private boolean make(Configuration stored, Places places, Maker maker, Listener listener) {
    Instant began = clock.instant();
    InventoryRequest request;
    InventoryReport report;
    try {
      request = request(places, stored);
      report = maker.make(request);
    } catch (StoreException | InventoryException | ListingDisorder | RunInProgressException why) {
      listener.failed(stored, why);
      return false;
    }
    with(configurations -> {
      configurations.ran(stored, began);
      return began;
    });
    listener.made(stored, request, report);
    return true;
  }

  private static InventoryRequest request(Places places, Configuration stored) {
    InventoryConfiguration one = ConfigurationJson.parse(stored.document());
    return new InventoryRequest(
        places.scope(stored.store(), new BucketName(stored.bucket()), one.prefix()),
        places.scope(stored.otherStore(), one.destination(), one.destinationPrefix()),
        one.id(),
        one.format(),
        one.allVersions(),
        one.optional(),
        one.encryption());
  }

  private <T> T with(Function<Configurations, T> work) {
    try (StateStore store = home.open()) {
      return work.apply(store.configurations());
    }
  }
}
