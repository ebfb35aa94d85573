package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;
import dev.lockstep.state.VersionMapping;
import java.util.List;

/// How the history of a key at the destination relates to that at the source.
///
/// The destination is *in step* when it holds, in order and with nothing newer on top, all that the
/// source holds. See [HistoryAligner] for how it is found out.
///
/// @param matched how many of the source's versions stand at the destination, in their order
/// @param adopted those of them that nobody has remembered yet, oldest first
/// @param missing what is still to be written on top, oldest first
/// @param buried versions of the source that the destination lacks below newer ones: they can't be
///   put in their place any more
/// @param purged versions at the destination whose source has been removed since
/// @param recovered those of them that a killed run has written and nobody has remembered yet
/// @param foreign versions at the destination that came from elsewhere, or repeat the one below
///   them
/// @param surplus versions at the destination that repeat the one below them, which a killed run
///   was about to write: it was written twice
/// @param obstacle why nothing may be written on top without a word from the user
/// @param words what the obstacle is, for people; empty where there is none
public record Alignment(
    int matched,
    List<Pair> adopted,
    List<ObjectVersion> missing,
    List<ObjectVersion> buried,
    List<VersionMapping> purged,
    List<VersionMapping> recovered,
    List<ObjectVersion> foreign,
    List<ObjectVersion> surplus,
    Obstacle obstacle,
    String words) {

  public Alignment {
    adopted = List.copyOf(adopted);
    missing = List.copyOf(missing);
    buried = List.copyOf(buried);
    purged = List.copyOf(purged);
    recovered = List.copyOf(recovered);
    foreign = List.copyOf(foreign);
    surplus = List.copyOf(surplus);
  }

  /// A version of the source and what it became.
  public record Pair(ObjectVersion source, ObjectVersion destination) {}

  /// What stands in the way of writing on top.
  public enum Obstacle {
    NONE,
    /// The newest version at the destination came from elsewhere.
    DIVERGED,
    /// Which version of the source the destination's newest is can't be told.
    AMBIGUOUS,
    /// Whether both are the same can't be told, as no store was asked.
    UNDECIDED,
    /// One of the two lists its versions so that nobody can tell in which order they came.
    UNORDERED,
    /// One of the two has more versions than fit into memory.
    TOO_LONG
  }

  /// The same with something in the way.
  Alignment hindered(Obstacle kind, String why) {
    return new Alignment(
        matched, adopted, missing, buried, purged, recovered, foreign, surplus, kind, why);
  }

  /// Whether every version of the source stands at the destination, in order and on top.
  public boolean sourceArrived() {
    return obstacle == Obstacle.NONE && missing.isEmpty() && buried.isEmpty();
  }

  /// Whether neither side has anything beyond the other.
  public boolean identical() {
    return sourceArrived() && purged.isEmpty() && foreign.isEmpty() && surplus.isEmpty();
  }

  /// Whether something was found out that is worth remembering, and is beyond doubt.
  public boolean tellsNews() {
    return obstacle != Obstacle.AMBIGUOUS && !(adopted.isEmpty() && recovered.isEmpty());
  }

  /// How many versions stand at the destination alone.
  public int onlyInDestination() {
    return purged.size() + foreign.size() + surplus.size();
  }
}
