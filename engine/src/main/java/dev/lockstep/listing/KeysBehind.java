package dev.lockstep.listing;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.VersionsRequest.Marker;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;

/// A look at what lies behind a key, by the kind of listing that is to be cut there: so a walk of
/// versions sends no request, and needs no permission, for another one.
@FunctionalInterface
public interface KeysBehind {
  KeysBehind OBJECTS =
      (scope, after, most) ->
          scope
              .store()
              .listObjects(scope.bucket(), new ListingRequest(scope.prefix(), after, null, most))
              .entries();

  KeysBehind VERSIONS =
      (scope, after, most) ->
          scope
              .store()
              .listVersions(
                  scope.bucket(), new VersionsRequest(scope.prefix(), Marker.behind(after), most))
              .entries();

  /// @param after with the scope's prefix
  /// @param most how many rows at the most
  EntryPage fetch(BucketScope scope, ObjectKey after, int most);
}
