package dev.lockstep.history;

import dev.lockstep.compare.Explanation;
import dev.lockstep.history.Alignment.Obstacle;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.state.VersionMapping;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sets what a key has been at both sides beside each other, counts it and tells it. Any thread.
final class HistoryJudge {
  private final HistorySide source;
  private final HistorySide destination;
  private final Predicate<ObjectVersion> selected;
  private final AskedContents.@Nullable Stores stores;
  private final @Nullable HistorySkew skew;
  private final HistoryListener listener;

  /// @param selected which versions of the source are meant
  /// @param asks whether the stores are asked what rows can't tell
  /// @param skew between both sides; null where they are looked at at one moment
  HistoryJudge(
      HistorySide source,
      HistorySide destination,
      Predicate<ObjectVersion> selected,
      boolean asks,
      @Nullable HistorySkew skew,
      HistoryListener listener) {
    this.source = source;
    this.destination = destination;
    this.selected = selected;
    this.stores = asks ? AskedContents.Stores.of(source, destination) : null;
    this.skew = skew;
    this.listener = listener;
  }

  /// How many mappings of a key are held: what the source has lost is remembered, too, as long as
  /// the destination has it.
  ///
  /// @param versions how many of those are
  static int mapped(int versions) {
    return (int) Math.min(Integer.MAX_VALUE - 1, 2L * versions);
  }

  /// @param held how many versions of a key are
  void judge(HistoryMerge.Met met, int held, HistoryTally tally) {
    ObjectKey key = met.key();
    History here = asSource(met.here(), met.known());
    History there = asDestination(met.there(), met.known());
    History from =
        met.known().size() > mapped(held) && !here.isEmpty()
            ? History.tooLong(key, here.versions().getFirst(), held)
            : here;
    Alignment found = align(key, from, there, met.known());
    boolean explained = skew != null && !found.identical() && skew.explains(from, there);
    HistoryPair pair =
        new HistoryPair(key, from, there, found, explained ? Explanation.NEWER : null);
    tally.add(pair);
    listener.compared(pair);
  }

  /// Of rows the order may be remembered: versions are written in the order of the source.
  private History asSource(History rows, List<VersionMapping> known) {
    return source.listed().isPresent()
        ? rows
        : UnplacedOrder.remembered(
            rows, known.stream().map(VersionMapping::source).toList(), SourceIdentity::of);
  }

  private History asDestination(History rows, List<VersionMapping> known) {
    return destination.listed().isPresent()
        ? rows
        : UnplacedOrder.remembered(
            rows,
            known.stream()
                .filter(HistoryJudge::isWritten)
                .map(VersionMapping::destination)
                .toList(),
            ObjectVersion::id);
  }

  private static boolean isWritten(VersionMapping mapping) {
    return switch (mapping.how()) {
      case COPIED, KEPT_ID, ALIGNED -> true;
      case BEGUN, NOT_MADE -> false;
    };
  }

  /// Rows tell most; only what they leave in doubt is asked for.
  private Alignment align(ObjectKey key, History here, History there, List<VersionMapping> known) {
    ListedContents listed = new ListedContents();
    Alignment found = HistoryAligner.align(here, there, known, selected, listed);
    if (found.foreign().isEmpty() || !listed.wasSilent()) {
      return found;
    }
    if (stores != null) {
      AskedContents asked = new AskedContents(stores, key);
      found = HistoryAligner.align(here, there, known, selected, asked);
      if (found.identical() || !asked.wasSilent()) {
        return found;
      }
    }
    return certain(found, HistoryAligner.align(here, there, known, selected, HistoryJudge::mayBe));
  }

  /// Whether nothing tells that two versions are not the same.
  private static boolean mayBe(ObjectVersion one, ObjectVersion other) {
    return one.deleteMarker() == other.deleteMarker() && one.size() == other.size();
  }

  /// What is certain to differ.
  ///
  /// @param found where what can't be told counts as different
  /// @param kindest where it counts as the same
  private static Alignment certain(Alignment found, Alignment kindest) {
    if (kindest.identical()) {
      return found.hindered(
          Obstacle.UNDECIDED,
          "both have as many versions of the same sizes, and what is told of them does not say whether they hold the same");
    }
    return switch (kindest.obstacle()) {
      case NONE, DIVERGED -> kindest;
      case AMBIGUOUS, UNDECIDED, UNORDERED, TOO_LONG -> found;
    };
  }
}
