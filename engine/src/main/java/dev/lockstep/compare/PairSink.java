package dev.lockstep.compare;

import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import org.jspecify.annotations.Nullable;

/// Judges the rows of one range. One thread, but for the answers to questions, which come from
/// others.
final class PairSink implements RangeMerge.Sink {
  /// What two rows of one name say about each other.
  @FunctionalInterface
  interface Evidence {
    ListedEvidence of(EntryPage source, int row, EntryPage destination, int otherRow);
  }

  /// Why nobody knows what a row of the source stands for; null where it is known.
  @FunctionalInterface
  interface Unknown {
    @Nullable String of(EntryPage source, int row);
  }

  /// How rows are judged.
  ///
  /// @param sourcePrefix how many bytes of each key of the source count for no part of its name
  /// @param asks whether what rows leave undecided is asked about
  /// @param explainer null where nothing is explained
  /// @param unknown the rows of the source that say nothing
  record Rules(
      Selection selection,
      int sourcePrefix,
      int destinationPrefix,
      Evidence evidence,
      boolean asks,
      @Nullable Explainer explainer,
      Unknown unknown) {}

  private final Rules rules;
  private final boolean everything;
  private final int sourcePrefix;
  private final int destinationPrefix;
  private final Evidence evidence;
  private final @Nullable Explainer explainer;
  private final Questions questions;
  private final DifferenceListener listener;
  private final Progress progress;
  private final Tally total;
  private final Runnable tick;
  private final Tally tally = new Tally();
  private Questions.Piece piece;

  /// @param total gets what was counted, after each piece
  /// @param tick called after each piece
  PairSink(
      Rules rules,
      Questions questions,
      DifferenceListener listener,
      Progress progress,
      Tally total,
      Runnable tick) {
    this.rules = rules;
    this.everything = rules.selection().isEverything();
    this.sourcePrefix = rules.sourcePrefix();
    this.destinationPrefix = rules.destinationPrefix();
    this.evidence = rules.evidence();
    this.explainer = rules.explainer();
    this.questions = questions;
    this.listener = listener;
    this.progress = progress;
    this.total = total;
    this.tick = tick;
    this.piece = questions.new Piece();
  }

  @Override
  public void both(EntryPage left, int row, EntryPage right, int otherRow) {
    tally.listedInSource++;
    tally.listedInDestination++;
    String unknown = rules.unknown().of(left, row);
    if (unknown != null) {
      unknown(left, row, right.entry(otherRow), unknown);
      return;
    }
    if (!everything && !rules.selection().selects(left, row, sourcePrefix)) {
      return;
    }
    switch (evidence.of(left, row, right, otherRow)) {
      case SAME -> tally.same++;
      case SIZE_DIFFERS -> differs(left, row, right, otherRow, Reason.SIZE);
      case ETAG_DIFFERS -> differs(left, row, right, otherRow, Reason.ETAG);
      case SOURCE_IS_NEWER -> differs(left, row, right, otherRow, Reason.TIME);
      case SILENT -> silent(left, row, right, otherRow);
    }
  }

  @Override
  public void onlyInSource(EntryPage page, int row) {
    tally.listedInSource++;
    if (hasNoName(page, row, sourcePrefix, destinationPrefix)) {
      return;
    }
    String unknown = rules.unknown().of(page, row);
    if (unknown != null) {
      unknown(page, row, null, unknown);
      return;
    }
    if (everything || rules.selection().selects(page, row, sourcePrefix)) {
      Explanation why = explainer == null ? null : explainer.missing(page, row, true);
      if (why == null) {
        tally.onlyInSource++;
      } else {
        tally.explained(why);
      }
      listener.found(
          new Difference(
              page.key(row).after(sourcePrefix),
              page.entry(row),
              null,
              Reason.ONLY_IN_SOURCE,
              "",
              why));
    }
  }

  @Override
  public void onlyInDestination(EntryPage page, int row) {
    tally.listedInDestination++;
    if (hasNoName(page, row, destinationPrefix, sourcePrefix)) {
      return;
    }
    if (everything || rules.selection().selects(page, row, destinationPrefix)) {
      Explanation why = explainer == null ? null : explainer.missing(page, row, false);
      if (why == null) {
        tally.onlyInDestination++;
      } else {
        tally.explained(why);
      }
      listener.found(
          new Difference(
              page.key(row).after(destinationPrefix),
              null,
              page.entry(row),
              Reason.ONLY_IN_DESTINATION,
              "",
              why));
    }
  }

  /// A folder marker named as the prefix itself has no name on a side without a prefix, and so
  /// nothing to be compared with: it is out of scope.
  private static boolean hasNoName(EntryPage page, int row, int prefix, int otherPrefix) {
    return otherPrefix == 0 && page.keyEnd(row) - page.keyStart(row) == prefix;
  }

  @Override
  public void pieceDone(KeySpan span) {
    progress.listed(tally.listedInSource, tally.listedInDestination);
    total.take(tally);
    questions.throwIfFailed();
    piece.handled(span);
    piece = questions.new Piece();
    tick.run();
  }

  private void differs(EntryPage left, int row, EntryPage right, int otherRow, Reason reason) {
    if (!explained(left, row, right, otherRow, reason)) {
      tally.different++;
      listener.found(difference(left, row, right, otherRow, reason, null));
    }
  }

  /// Sizes and times of what nobody knows can't be selected by.
  private void unknown(EntryPage page, int row, @Nullable ObjectEntry there, String why) {
    ObjectKey key = page.key(row).after(sourcePrefix);
    if (rules.selection().selectsKey(key)) {
      tally.different++;
      tally.undecided++;
      listener.found(new Difference(key, page.entry(row), there, Reason.ORDER_UNKNOWN, why));
    }
  }

  /// What is explained is not asked about: it may be another object meanwhile.
  private void silent(EntryPage left, int row, EntryPage right, int otherRow) {
    if (explained(left, row, right, otherRow, Reason.UNDECIDED)) {
      return;
    }
    Difference question = difference(left, row, right, otherRow, Reason.UNDECIDED, null);
    if (rules.asks()) {
      questions.ask(question, piece);
    } else {
      tally.different++;
      tally.undecided++;
      listener.found(question);
    }
  }

  private boolean explained(EntryPage left, int row, EntryPage right, int otherRow, Reason reason) {
    Explanation why = explainer == null ? null : explainer.different(left, row, right, otherRow);
    if (why == null) {
      return false;
    }
    tally.explained(why);
    listener.found(difference(left, row, right, otherRow, reason, why));
    return true;
  }

  private Difference difference(
      EntryPage left,
      int row,
      EntryPage right,
      int otherRow,
      Reason reason,
      @Nullable Explanation why) {
    ObjectKey key = left.key(row).after(sourcePrefix);
    ObjectEntry other = right.entry(otherRow);
    return new Difference(key, left.entry(row), other, reason, "", why);
  }
}
