package dev.lockstep.job;

import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.job.SyncReport.Copies;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.verify.WriteCheck.Evidence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Adds up what became of the objects. Any thread may call.
final class CopyTally {
  private static final int NOTES = 20;

  private final Map<Evidence, LongAdder> evidence = new EnumMap<>(Evidence.class);
  private final LongAdder objects = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder gone = new LongAdder();
  private final LongAdder notKept = new LongAdder();
  private final List<String> notes = new ArrayList<>();

  CopyTally() {
    for (Evidence one : Evidence.values()) {
      evidence.put(one, new LongAdder());
    }
  }

  void arrived(ObjectKey target, ObjectOutcome.Arrived arrived) {
    written(arrived.bytes());
    evidence.getOrDefault(arrived.evidence(), new LongAdder()).increment();
    if (!arrived.notes().isEmpty()) {
      notKept.increment();
      note(target + ": " + String.join("; ", arrived.notes()));
    }
  }

  void written(long size) {
    objects.increment();
    bytes.add(size);
  }

  void sourceGone() {
    gone.increment();
  }

  /// What has been copied or need not be any more.
  Amount done() {
    return new Amount(objects.sum() + gone.sum(), bytes.sum());
  }

  /// For people to read; of many, the first few.
  void note(String note) {
    synchronized (notes) {
      if (notes.size() < NOTES) {
        notes.add(note);
      }
    }
  }

  /// What has to be told before all notes, as an object of ours that should not be there.
  void first(String what) {
    synchronized (notes) {
      notes.addFirst(what);
    }
  }

  Copies copies() {
    Map<Evidence, Long> proofs = new EnumMap<>(Evidence.class);
    evidence.forEach((kind, count) -> proofs.put(kind, count.sum()));
    synchronized (notes) {
      return new Copies(
          new Amount(objects.sum(), bytes.sum()),
          gone.sum(),
          proofs,
          notKept.sum(),
          List.copyOf(notes));
    }
  }
}
