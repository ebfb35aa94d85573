package dev.lockstep.history;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.testkit.StoreUnderTest;
import java.nio.charset.StandardCharsets;

/// What an object says.
final class StoredText {
  private StoredText() {}

  static String of(ObjectStore store, ObjectRef object) {
    try (FetchedObject fetched = store.fetchObject(object, ReadOptions.PLAIN)) {
      return new String(StoreUnderTest.readFully(fetched), StandardCharsets.UTF_8);
    }
  }
}
