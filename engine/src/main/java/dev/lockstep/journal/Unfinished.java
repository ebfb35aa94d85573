package dev.lockstep.journal;

import dev.lockstep.copy.UnfinishedUpload;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.KeySpans;
import dev.lockstep.object.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the records of earlier runs come to.
///
/// @param run the last that began; null when there was none
/// @param uploads those that were created and neither completed nor aborted
/// @param intended those of which it is not known whether they were created
/// @param trials how the names of trial objects begin that may be left at the destination
/// @param done what need not be compared again, as long as the settings are the same
public record Unfinished(
    JournalRecord.@Nullable RunBegan run,
    List<UnfinishedUpload> uploads,
    List<JournalRecord.UploadIntended> intended,
    List<String> trials,
    List<KeySpan> done) {
  public static final Unfinished NOTHING =
      new Unfinished(null, List.of(), List.of(), List.of(), List.of());

  static Unfinished of(List<JournalRecord> records) {
    Fold fold = new Fold();
    records.forEach(fold::take);
    return new Unfinished(
        fold.run,
        fold.uploads.values().stream().map(UnfinishedUpload.Builder::build).toList(),
        List.copyOf(fold.intended.values()),
        List.copyOf(fold.trials),
        fold.done.spans());
  }

  /// What is left of it for a run that begins now.
  Unfinished with(JournalRecord.RunBegan next) {
    List<JournalRecord> records = new ArrayList<>(records());
    records.add(next);
    return of(records);
  }

  /// What is open at the destination, or may be.
  public List<LeftUpload> leftUploads() {
    return Stream.concat(
            uploads.stream().map(LeftUpload::of), intended.stream().map(LeftUpload::of))
        .toList();
  }

  /// What has still to be compared, in order.
  public List<KeySpan> notDone() {
    KeySpans spans = new KeySpans();
    done.forEach(spans::add);
    return spans.gaps();
  }

  public boolean isNothing() {
    return uploads.isEmpty() && intended.isEmpty() && trials.isEmpty() && done.isEmpty();
  }

  /// As it would have to be written down to be read as it is.
  List<JournalRecord> records() {
    List<JournalRecord> records = new ArrayList<>();
    Optional.ofNullable(run).ifPresent(records::add);
    for (UnfinishedUpload upload : uploads) {
      records.add(new JournalRecord.UploadBegan(upload.upload(), upload.recipe()));
      upload
          .parts()
          .forEach(
              part -> records.add(new JournalRecord.PartStored(upload.upload().uploadId(), part)));
    }
    records.addAll(intended);
    trials.forEach(beginning -> records.add(new JournalRecord.TrialsNamed(beginning)));
    done.forEach(span -> records.add(new JournalRecord.RangeDone(span)));
    return records;
  }

  /// Folds records one by one.
  private static final class Fold {
    JournalRecord.@Nullable RunBegan run;
    final Map<String, UnfinishedUpload.Builder> uploads = new LinkedHashMap<>();
    final Map<ObjectRef, JournalRecord.UploadIntended> intended = new LinkedHashMap<>();
    final Set<String> trials = new LinkedHashSet<>();
    KeySpans done = new KeySpans();

    void take(JournalRecord record) {
      switch (record) {
        case JournalRecord.RunBegan it -> {
          if (run != null && !run.settings().equals(it.settings())) {
            done = new KeySpans();
          }
          run = it;
        }
        case JournalRecord.UploadIntended it -> intended.put(it.target(), it);
        case JournalRecord.UploadDropped it -> intended.remove(it.target());
        case JournalRecord.UploadBegan it -> {
          MultipartUpload upload = it.upload();
          intended.remove(upload.target());
          uploads.put(upload.uploadId(), new UnfinishedUpload.Builder(upload, it.recipe()));
        }
        case JournalRecord.PartStored it -> {
          UnfinishedUpload.Builder upload = uploads.get(it.uploadId());
          if (upload != null) {
            upload.add(it.part());
          }
        }
        case JournalRecord.UploadEnded it -> uploads.remove(it.uploadId());
        case JournalRecord.TrialsNamed it -> trials.add(it.beginning());
        case JournalRecord.TrialsRemoved it -> trials.remove(it.beginning());
        case JournalRecord.RangeDone it -> done.add(it.span());
      }
    }
  }
}
