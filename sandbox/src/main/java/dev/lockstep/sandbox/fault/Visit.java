package dev.lockstep.sandbox.fault;

/// One request on its way past a [Doorkeeper]. One thread.
public final class Visit implements AutoCloseable {
  private final Doorkeeper door;
  private final Asked asked;
  private int status;

  Visit(Doorkeeper door, Asked asked) {
    this.door = door;
    this.asked = asked;
  }

  boolean passes(Doorkeeper.Moment moment) {
    return door.passes(moment, this);
  }

  void answered(int code) {
    status = code;
  }

  public Asked asked() {
    return asked;
  }

  /// The answer's status; 0 as long as there is none.
  public int status() {
    return status;
  }

  @Override
  public void close() {
    passes(Doorkeeper.Moment.ENDED);
  }
}
