package dev.lockstep.testkit;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.StateException;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMapping.How;
import dev.lockstep.state.VersionMappings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that has version maps, and the few words in which tests of it are written. Each test
/// has one of its own, which is empty at its beginning.
public interface MapUnderTest {
  StatePlace SOURCE =
      new StatePlace("https://a.example", new BucketName("photos"), ObjectKey.of("2026/"));
  StatePlace DESTINATION =
      new StatePlace("https://b.example:9000", new BucketName("photos"), ObjectKey.EMPTY);
  StatePlace OTHER =
      new StatePlace("https://b.example:9000", new BucketName("photos"), ObjectKey.of("p"));
  Instant TIME = Instant.parse("2026-11-23T12:00:00.123Z");

  /// Opens a map for writing.
  VersionMap write(StatePlace source, StatePlace destination);

  VersionMappings read(StatePlace source, StatePlace destination);

  /// Has another writer of the map of [#SOURCE] and [#DESTINATION] come, although this one was not
  /// closed, as if it had been asleep until its hold was gone.
  void takeOver();

  default VersionMap write() {
    return write(SOURCE, DESTINATION);
  }

  static VersionMapping mapping(String key, String source, Instant modified) {
    return mapping(ObjectKey.of(key), source, modified);
  }

  static VersionMapping mapping(ObjectKey key, String source, Instant modified) {
    ETag etag = new ETag("0123456789abcdef0123456789abcdef");
    return new VersionMapping(
        key,
        new VersionId(source),
        new VersionId("d-" + source),
        false,
        modified,
        etag,
        etag,
        source.length(),
        How.COPIED);
  }

  /// All that a map has, one after the other.
  static List<VersionMapping> all(VersionMappings map) {
    return walk(map, ObjectKey.EMPTY, null);
  }

  static List<VersionMapping> walk(VersionMappings map, ObjectKey after, @Nullable ObjectKey upTo) {
    List<VersionMapping> found = new ArrayList<>();
    try (MappingCursor cursor = map.open(after, upTo)) {
      List<VersionMapping> ofKey = cursor.next();
      while (ofKey != null) {
        found.addAll(ofKey);
        ofKey = cursor.next();
      }
    }
    return found;
  }

  /// Why a call was refused.
  ///
  /// @throws AssertionError when it was not
  static StateException refusalOf(Runnable call) {
    try {
      call.run();
    } catch (StateException e) {
      return e;
    }
    throw new AssertionError("The call succeeded");
  }
}
