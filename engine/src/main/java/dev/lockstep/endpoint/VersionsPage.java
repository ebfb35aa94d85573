package dev.lockstep.endpoint;

import dev.lockstep.object.EntryPage;
import org.jspecify.annotations.Nullable;

/// One answer of ListObjectVersions.
///
/// @param entries versions and delete markers as the store lists them, each with its id
/// @param next where the next page begins; null when the store says that this is the last
public record VersionsPage(EntryPage entries, VersionsRequest.@Nullable Marker next) {}
