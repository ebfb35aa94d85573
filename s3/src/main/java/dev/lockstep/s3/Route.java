package dev.lockstep.s3;

import dev.lockstep.s3.wire.Origin;

/// How a bucket is reached.
///
/// @param authority the `Host`
/// @param pathStart what stands before a key's `/`: empty when the bucket is in the host name
/// @param region what is signed for
record Route(Origin origin, String authority, String pathStart, String region) {}
