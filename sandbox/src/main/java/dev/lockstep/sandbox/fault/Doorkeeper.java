package dev.lockstep.sandbox.fault;

/// Looks at each request that passes a [FaultProxy], step by step, and may let it go no further.
/// Called by any thread.
public interface Doorkeeper {
  /// The steps of a request, in order.
  enum Moment {
    /// Its head has come, and nothing of its body was read.
    BEGUN,
    /// It has come whole, and the server has not seen it.
    READ,
    /// The server has answered, and the client does not know.
    CARRIED_OUT,
    /// Half of the answer is on its way to the client.
    HALF_TOLD,
    /// All of the answer is.
    TOLD,
    /// Nothing more will come of it, whatever the step at which it ended.
    ENDED
  }

  /// @return whether it goes on; else its connection ends without another word. Of [Moment#ENDED]
  ///   the answer does not matter
  boolean passes(Moment moment, Visit visit);
}
