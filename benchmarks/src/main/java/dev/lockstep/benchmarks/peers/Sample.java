package dev.lockstep.benchmarks.peers;

import java.util.Map;

/// One run of one tool.
///
/// @param wall seconds from start to end
/// @param processor seconds of the tool and all it started, user's and system's
/// @param system those of them that were the kernel's
/// @param resident at the most, in KiB
/// @param stores processor seconds of the stores meanwhile
/// @param requests that arrived, by S3's names
/// @param wrong what is wrong with the answer; empty when it is right
record Sample(
    double wall,
    double processor,
    double system,
    long resident,
    double stores,
    Map<String, Long> requests,
    String wrong) {
  boolean right() {
    return wrong.isEmpty();
  }
}
