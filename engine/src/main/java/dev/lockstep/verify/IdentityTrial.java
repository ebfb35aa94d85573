package dev.lockstep.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.endpoint.Versioning;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.VersionsRequest.Marker;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Whether a store lets a client say which id and which time a version has, and a delete marker.
/// Ids are tried as UUIDs, the one form that is known to be taken anywhere.
final class IdentityTrial {
  private static final String NAME = "identity";
  private static final Instant VERSION_AT = Instant.parse("2001-02-03T04:05:06.789Z");
  private static final Instant MARKER_AT = Instant.parse("2002-02-03T04:05:06.789Z");

  private final ProbeArea area;

  IdentityTrial(ProbeArea area) {
    this.area = area;
  }

  Trial.Seen run() {
    if (area.store().fetchVersioning(area.bucket()) != Versioning.ENABLED) {
      return Trial.Seen.unknown("the bucket keeps no versions now");
    }
    VersionId version = id("version");
    VersionId marker = id("marker");
    if (!version.equals(area.putAs(NAME, version, VERSION_AT).version())) {
      return Trial.Seen.no("ignored: a version was written with an id, and got another or none");
    }
    if (!marker.equals(area.markAs(NAME, marker, MARKER_AT))) {
      return Trial.Seen.no("a version keeps the id that was sent, a delete marker does not");
    }
    List<ObjectVersion> listed = listed();
    boolean kept =
        listed.size() == 2
            && is(listed.getFirst(), marker, MARKER_AT, true)
            && is(listed.getLast(), version, VERSION_AT, false);
    return kept
        ? Trial.Seen.yes("a version and a delete marker were listed with the ids and times sent")
        : Trial.Seen.no(
            "a version and a delete marker were not listed with the ids and times sent");
  }

  private static boolean is(ObjectVersion listed, VersionId id, Instant time, boolean marker) {
    return listed.id().equals(id)
        && listed.lastModified().equals(time)
        && listed.deleteMarker() == marker;
  }

  private List<ObjectVersion> listed() {
    VersionsRequest request = VersionsRequest.of(area.key(NAME), Marker.BEGINNING);
    EntryPage page = area.store().listVersions(area.bucket(), request).entries();
    List<ObjectVersion> listed = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      listed.add(ObjectVersion.of(page, row));
    }
    return listed;
  }

  /// One that nobody else has: the area's own name is in it.
  private VersionId id(String what) {
    byte[] name = (area.key(NAME).text() + "/" + what).getBytes(UTF_8);
    return new VersionId(UUID.nameUUIDFromBytes(name).toString());
  }
}
