package dev.lockstep.endpoint;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import org.jspecify.annotations.Nullable;

/// Which page of a listing of versions (ListObjectVersions).
///
/// @param prefix what the keys begin with; empty for all
/// @param after where the page before ended
/// @param maxKeys how many versions and delete markers together, 1 to 1,000
public record VersionsRequest(ObjectKey prefix, Marker after, int maxKeys) {
  public VersionsRequest {
    if (maxKeys < 1 || maxKeys > ListingRequest.FULL_PAGE) {
      throw new IllegalArgumentException("A page has 1 to 1,000 versions");
    }
  }

  /// A place in a listing of versions.
  ///
  /// @param key empty for the beginning
  /// @param version behind this version of the key; null for behind all of them
  public record Marker(ObjectKey key, @Nullable VersionId version) {
    public static final Marker BEGINNING = new Marker(ObjectKey.EMPTY, null);

    public Marker {
      if (key.isEmpty() && version != null) {
        throw new IllegalArgumentException("A version is of a key");
      }
    }

    /// Behind all versions of a key.
    public static Marker behind(ObjectKey key) {
      return new Marker(key, null);
    }
  }

  /// As many as a page can have.
  ///
  /// A store is never asked for a start before the prefix, which some answer with nothing.
  public static VersionsRequest of(ObjectKey prefix, Marker after) {
    Marker start = after.key().compareTo(prefix) < 0 ? Marker.BEGINNING : after;
    return new VersionsRequest(prefix, start, ListingRequest.FULL_PAGE);
  }
}
