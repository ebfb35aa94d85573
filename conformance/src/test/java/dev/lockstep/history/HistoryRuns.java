package dev.lockstep.history;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.job.HistorySettings;
import dev.lockstep.job.HistorySyncJob;
import dev.lockstep.job.OnDivergence;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncSettings;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.testkit.InMemoryVersionMaps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs of `sync --versions all` between two buckets, and what they remember.
final class HistoryRuns {
  /// Nothing is known of how the stores list.
  static final HistorySettings UNKNOWING = HistorySettings.STANDARD;

  static final HistorySettings PLAIN = with(OnDivergence.REPORT, false);
  static final HistorySettings PURGING = with(OnDivergence.REPORT, true);
  static final HistorySettings APPENDING = with(OnDivergence.APPEND, false);

  private final VersionedBucket from;
  private final VersionedBucket to;
  private InMemoryVersionMaps maps = new InMemoryVersionMaps();
  private Capabilities destinationCan = Capabilities.NONE;
  private @Nullable Path folder;
  RequestCounts counts = new RequestCounts();

  HistoryRuns(VersionedBucket from, VersionedBucket to) {
    this.from = from;
    this.to = to;
  }

  static HistorySettings with(OnDivergence onDivergence, boolean purging) {
    return new HistorySettings(WhichVersions.ALL, onDivergence, purging, false, true, true);
  }

  /// From now on runs write down in a folder what they leave undone.
  void notingIn(Path state) {
    folder = state;
  }

  /// From now on it is known to take none.
  void identitiesAreNotKept() {
    destinationCan = Capabilities.NONE;
  }

  /// The destination is known to let ids and times be said.
  void identitiesAreKept() {
    destinationCan =
        Capabilities.NONE.with(
            Capability.VERSION_IDENTITY,
            new Capabilities.Finding(
                Capabilities.Answer.YES,
                Capabilities.Origin.TOLD,
                TwoBuckets.NOW,
                "a test says so"));
  }

  /// The destination is known to lack something.
  void lacks(Capability capability) {
    destinationCan =
        Capabilities.NONE.with(
            capability,
            new Capabilities.Finding(
                Capabilities.Answer.NO,
                Capabilities.Origin.TOLD,
                TwoBuckets.NOW,
                "a test says so"));
  }

  /// What is remembered of all versions, in the order of the map.
  List<VersionMapping> remembered() {
    List<VersionMapping> all = new ArrayList<>();
    try (VersionMap map = maps.versionMap(place(from), place(to));
        MappingCursor cursor = map.open(ObjectKey.EMPTY, null)) {
      for (List<VersionMapping> of = cursor.next(); of != null; of = cursor.next()) {
        all.addAll(of);
      }
    }
    return all;
  }

  /// All that was remembered is gone.
  void forget() {
    maps = new InMemoryVersionMaps();
  }

  static SyncSettings settings(boolean dryRun) {
    return new SyncSettings(
        Selection.EVERYTHING,
        CompareBy.CONTENT,
        CopySettings.STANDARD,
        false,
        MaxDelete.parse("100%"),
        Long.MAX_VALUE,
        dryRun,
        4,
        2);
  }

  SyncReport sync() {
    return sync(PLAIN);
  }

  SyncReport sync(HistorySettings histories) {
    return sync(from.store, to.store, histories, settings(false), new UnluckyStore.Life(1 << 30));
  }

  /// @param source the store of the one bucket, as the run sees it
  /// @param destination that of the other
  /// @param life after its end nothing is remembered any more
  SyncReport sync(
      ObjectStore source,
      ObjectStore destination,
      HistorySettings histories,
      SyncSettings settings,
      UnluckyStore.Life life) {
    counts = new RequestCounts();
    BucketScope here = scope(from, source);
    BucketScope there = scope(to, destination);
    if (folder == null) {
      return sync(here, there, histories, settings, life, RunNotes.none());
    }
    try (RunFolder held = RunFolder.take(folder, here, there, null, () -> TwoBuckets.NOW);
        RunNotes notes =
            held.begin(new JournalRecord.RunBegan("a:src", "b:dst", "same", TwoBuckets.NOW))) {
      return sync(here, there, histories, settings, life, notes);
    }
  }

  private SyncReport sync(
      BucketScope here,
      BucketScope there,
      HistorySettings histories,
      SyncSettings settings,
      UnluckyStore.Life life,
      RunNotes notes) {
    try (VersionMap map = mortal(maps.versionMap(place(from), place(to)), life)) {
      return new HistorySyncJob(
              here,
              there,
              settings,
              histories,
              map,
              notes,
              counts,
              new Progress(),
              _ -> {},
              () -> TwoBuckets.NOW,
              TwoBuckets.atOnce(),
              (_, _) -> destinationCan)
          .run();
    }
  }

  private BucketScope scope(VersionedBucket bucket, ObjectStore store) {
    return bucket.scope(new RetryingStore(store, TwoBuckets.atOnce(), counts));
  }

  private static StatePlace place(VersionedBucket bucket) {
    return new StatePlace(bucket.store.endpoint(), bucket.bucket, ObjectKey.EMPTY);
  }

  private static VersionMap mortal(VersionMap map, UnluckyStore.Life life) {
    return new VersionMap() {
      @Override
      public void record(List<VersionMapping> mappings) {
        if (!life.isOver()) {
          map.record(mappings);
        }
      }

      @Override
      public void forget(ObjectKey key, Collection<VersionId> sources) {
        if (!life.isOver()) {
          map.forget(key, sources);
        }
      }

      @Override
      public void forgetAll() {
        map.forgetAll();
      }

      @Override
      public long epoch() {
        return map.epoch();
      }

      @Override
      public MappingCursor open(ObjectKey after, @Nullable ObjectKey upTo) {
        return map.open(after, upTo);
      }

      @Override
      public long count() {
        return map.count();
      }

      @Override
      public void close() {
        map.close();
      }
    };
  }
}
