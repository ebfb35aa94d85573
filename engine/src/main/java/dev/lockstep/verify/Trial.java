package dev.lockstep.verify;

import dev.lockstep.endpoint.Capabilities.Answer;

/// Tries out one capability of a store. A [StoreException] that it throws is judged by
/// [CapabilityProbe].
@FunctionalInterface
interface Trial {
  Seen run();

  /// What came of it.
  ///
  /// @param how what the store did, for people
  record Seen(Answer answer, String how) {
    static Seen yes(String how) {
      return new Seen(Answer.YES, how);
    }

    static Seen no(String how) {
      return new Seen(Answer.NO, how);
    }

    static Seen unknown(String why) {
      return new Seen(Answer.UNKNOWN, why);
    }

    /// Of something that was sent and read back.
    static Seen kept(boolean kept) {
      return kept ? yes("sent, and read back") : no("accepted, and not kept");
    }
  }
}
