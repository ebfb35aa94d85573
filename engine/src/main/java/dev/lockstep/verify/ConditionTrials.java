package dev.lockstep.verify;

import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.StorageClass;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which conditions a store honours. Each is sent where it does not hold, and must then fail, and
/// where it holds, and must then pass.
final class ConditionTrials {
  /// No object of ours has this one.
  static final ETag WRONG = new ETag("00000000000000000000000000000000");

  private static final WriteOptions IF_ABSENT = new WriteOptions(null, true, null);

  private final ProbeArea area;

  ConditionTrials(ProbeArea area) {
    this.area = area;
  }

  Map<Capability, Trial> all() {
    return Map.of(
        Capability.PUT_IF_ABSENT, this::putIfAbsent,
        Capability.PUT_IF_MATCH, this::putIfMatch,
        Capability.COMPLETE_IF_ABSENT, this::completeIfAbsent,
        Capability.COMPLETE_IF_MATCH, this::completeIfMatch,
        Capability.COPY_IF_ABSENT, this::copyIfAbsent,
        Capability.COPY_IF_MATCH, this::copyIfMatch,
        Capability.COPY_SOURCE_IF_MATCH, this::copySourceIfMatch,
        Capability.GET_IF_MATCH, this::ifMatchOfGet);
  }

  /// @param mustFail a request whose condition does not hold
  /// @param mustPass one whose condition holds
  static Trial.Seen condition(Runnable mustFail, Runnable mustPass) {
    try {
      mustFail.run();
      return Trial.Seen.no("ignored: it was done although the condition did not hold");
    } catch (StoreException e) {
      if (!(e.failure() instanceof StoreFailure.Changed)) {
        throw e;
      }
    }
    try {
      mustPass.run();
    } catch (StoreException e) {
      boolean judged = e.failure() instanceof StoreFailure.Changed || e.failure().refusal();
      if (!judged) {
        throw e;
      }
      return Trial.Seen.no(
          "refused also where the condition holds: " + e.failure().detail().code());
    }
    return Trial.Seen.yes("refused where the condition did not hold, done where it held");
  }

  private Trial.Seen putIfAbsent() {
    area.put("put-there");
    return condition(() -> put("put-there", IF_ABSENT), () -> put("put-new", IF_ABSENT));
  }

  private Trial.Seen putIfMatch() {
    ETag etag = etag("put-match", area.put("put-match"));
    return condition(() -> put("put-match", ifMatch(WRONG)), () -> put("put-match", ifMatch(etag)));
  }

  private Trial.Seen completeIfAbsent() {
    area.put("complete-there");
    return condition(
        () -> complete("complete-there", IF_ABSENT), () -> complete("complete-new", IF_ABSENT));
  }

  private Trial.Seen completeIfMatch() {
    ETag etag = etag("complete-match", area.put("complete-match"));
    return condition(
        () -> complete("complete-match", ifMatch(WRONG)),
        () -> complete("complete-match", ifMatch(etag)));
  }

  private Trial.Seen copyIfAbsent() {
    area.put("copy-from");
    area.put("copy-there");
    return condition(
        () -> copy("copy-from", "copy-there", null, IF_ABSENT),
        () -> copy("copy-from", "copy-new", null, IF_ABSENT));
  }

  private Trial.Seen copyIfMatch() {
    area.put("copy-from");
    ETag etag = etag("copy-match", area.put("copy-match"));
    return condition(
        () -> copy("copy-from", "copy-match", null, ifMatch(WRONG)),
        () -> copy("copy-from", "copy-match", null, ifMatch(etag)));
  }

  private Trial.Seen copySourceIfMatch() {
    ETag etag = etag("copy-source", area.put("copy-source"));
    return condition(
        () -> copy("copy-source", "copied", WRONG, WriteOptions.PLAIN),
        () -> copy("copy-source", "copied", etag, WriteOptions.PLAIN));
  }

  private Trial.Seen ifMatchOfGet() {
    ETag etag = etag("read", area.put("read"));
    return condition(() -> fetch("read", WRONG), () -> fetch("read", etag));
  }

  private void put(String name, WriteOptions options) {
    area.put(name, ObjectAttributes.NONE, options);
  }

  private void complete(String name, WriteOptions options) {
    area.upload(name, ObjectAttributes.NONE, options);
  }

  private void copy(String from, String to, @Nullable ETag sourceIs, WriteOptions options) {
    area.copy(from, to, new CopyOptions(sourceIs, null, StorageClass.STANDARD, null, options));
  }

  private void fetch(String name, ETag etag) {
    try (FetchedObject _ =
        area.store().fetchObject(area.object(name), ReadOptions.PLAIN.ifMatch(etag))) {
      // The answer is enough.
    }
  }

  private static WriteOptions ifMatch(ETag etag) {
    return new WriteOptions(etag, false, null);
  }

  private ETag etag(String name, WriteReceipt receipt) {
    ETag told = receipt.etag();
    ETag etag =
        told == null ? area.store().headObject(area.object(name), ReadOptions.PLAIN).etag() : told;
    return etag == null ? WRONG : etag;
  }
}
