package dev.lockstep.s3.wire;

import java.time.Duration;

/// How long to wait for a server before giving up on it.
///
/// @param connect for a connection, TLS included
/// @param firstByte for the beginning of an answer
/// @param slowFirstByte the same, for requests that make the server move data of its own
/// @param stalled between two bytes of a body, in either direction
/// @param idle how long an unused connection is kept
/// @param life how long a connection that is in use serves one request after another: later a name
///   may mean another address
public record TimeLimits(
    Duration connect,
    Duration firstByte,
    Duration slowFirstByte,
    Duration stalled,
    Duration idle,
    Duration life) {
  private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

  public static final TimeLimits USUAL =
      new TimeLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));

  /// With the usual life of a connection.
  public TimeLimits(
      Duration connect,
      Duration firstByte,
      Duration slowFirstByte,
      Duration stalled,
      Duration idle) {
    this(connect, firstByte, slowFirstByte, stalled, idle, USUAL_LIFE);
  }
}
