package dev.lockstep.copy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;

/// The failure of a GetObject whose head came and whose body broke off.
final class BrokenBody {
  private BrokenBody() {}

  static StoreException of(ObjectStore store, ObjectRef object, IOException cause) {
    StoreFailure.Detail detail =
        new StoreFailure.Detail(0, "BodyCutOff", String.valueOf(cause.getMessage()), "");
    return new StoreException(
        new StoreFailure.Transient(detail, false), "GetObject", store.name() + ":" + object, cause);
  }
}
