package dev.lockstep.verify;

import dev.lockstep.object.ObjectRef;

/// Hears what of trials may be found at a store if the process is killed, before it can be there.
/// Called by any thread.
public interface TrialNotes {
  /// For trials that nobody needs to find again.
  TrialNotes NONE =
      new TrialNotes() {
        @Override
        public void named(String beginning) {}

        @Override
        public void uploadIntended(ObjectRef target) {}

        @Override
        public void uploadGone(ObjectRef target) {}
      };

  /// How the names of all trial objects will begin.
  void named(String beginning);

  /// An upload is about to be begun. It is told by its whole key, since some stores list uploads by
  /// nothing less.
  void uploadIntended(ObjectRef target);

  /// No upload to this key is open any more.
  void uploadGone(ObjectRef target);
}
