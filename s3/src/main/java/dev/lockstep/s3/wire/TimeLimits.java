package dev.lockstep.s3.wire;

import java.time.Duration;

/// How long to wait for a server before giving up on it.
///
/// @param connect for a connection, TLS included
/// @param firstByte for the beginning of an answer, besides what sending takes
/// @param slowFirstByte the same, for requests that make the server move data of its own
/// @param stalled between two bytes of an answer
/// @param untaken how long nothing may be taken of what is sent. Longer, as a kernel tells of it
///   only when a third of its buffer is free, which may be a MiB
/// @param slack how much longer all waits of a request together may be than its size gives it
/// @param leastRate the bytes a second, in either direction, below which a request uses up its
///   slack
/// @param idle how long an unused connection is kept
/// @param life how long a connection that is in use serves one request after another: later a name
///   may mean another address
public record TimeLimits(
    Duration connect,
    Duration firstByte,
    Duration slowFirstByte,
    Duration stalled,
    Duration untaken,
    Duration slack,
    long leastRate,
    Duration idle,
    Duration life) {
  public static final TimeLimits USUAL =
      new TimeLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(1),
          1024,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  /// As usual, but waiting for a server no longer than that.
  ///
  /// @param stalled between two bytes, in either direction
  public TimeLimits(
      Duration connect,
      Duration firstByte,
      Duration slowFirstByte,
      Duration stalled,
      Duration idle) {
    this(
        connect,
        firstByte,
        slowFirstByte,
        stalled,
        stalled,
        USUAL.slack,
        USUAL.leastRate,
        idle,
        USUAL.life);
  }

  public TimeLimits withLife(Duration other) {
    return new TimeLimits(
        connect, firstByte, slowFirstByte, stalled, untaken, slack, leastRate, idle, other);
  }

  public TimeLimits withSlack(Duration other) {
    return new TimeLimits(
        connect, firstByte, slowFirstByte, stalled, untaken, other, leastRate, idle, life);
  }

  /// What so many bytes are worth, as far as the slack goes.
  Duration slackFor(long bytes) {
    Duration worth = Duration.ofSeconds(bytes / leastRate);
    return worth.compareTo(slack) < 0 ? worth : slack;
  }
}
