package dev.lockstep.sandbox.face;

import dev.lockstep.object.BucketName;
import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.StoredBucket;

/// What can be asked of the sandbox itself, below `/-/`, which can be no bucket: nobody has to
/// sign.
final class ControlFace {
  static final String ROOT = "/-/";
  private static final String EMPTY = "/-/empty/";

  private final SandboxStore store;
  private final OperationCounts counts;

  ControlFace(SandboxStore store, OperationCounts counts) {
    this.store = store;
    this.counts = counts;
  }

  HttpResponse answer(HttpRequest request) {
    boolean empties = request.method().equals("POST") && request.path().startsWith(EMPTY);
    return empties ? empty(request.path().substring(EMPTY.length())) : counts.answer(request);
  }

  /// Forgets all objects of a bucket that can be written, and its uploads stay.
  private HttpResponse empty(String name) {
    try {
      if (store.bucket(new BucketName(name)) instanceof StoredBucket stored) {
        stored.forgetAll();
        return new HttpResponse(204);
      }
    } catch (Refusal | IllegalArgumentException _) {
      // Answered below, as a bucket is that is computed.
    }
    return new HttpResponse(404);
  }
}
