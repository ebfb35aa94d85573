package dev.lockstep.s3.sign;

/// What a request asks for and of whom, encoded as it goes over the wire.
///
/// @param authority the `Host`
/// @param path percent-encoded once, beginning with `/`
/// @param query percent-encoded and sorted by name; empty for none
/// @param wholeUrl whether a proxy wants to be told scheme and authority
public record RequestLine(
    String method, String authority, String path, String query, boolean wholeUrl) {}
