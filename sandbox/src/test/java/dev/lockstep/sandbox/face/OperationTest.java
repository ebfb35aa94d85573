package dev.lockstep.sandbox.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.sandbox.face.Operation.Level;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which operation a request is, and that none is taken for another.
class OperationTest {
  /// What S3 has and the sandbox hasn't.
  private static final List<String> SUBRESOURCES =
      List.of(
          "accelerate",
          "analytics",
          "cors",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "lifecycle",
          "logging",
          "metrics",
          "notification",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "restore",
          "select",
          "session",
          "torrent",
          "website");

  @Test
  void aSubresourceThatIsNotBuiltIsRefusedWhateverTheMethod() {
    for (String subresource : SUBRESOURCES) {
      for (Level level : List.of(Level.BUCKET, Level.OBJECT)) {
        for (String method : List.of("GET", "HEAD", "PUT", "POST", "DELETE")) {
          assertRefused(method, level, subresource, ErrorCode.NOT_IMPLEMENTED);
        }
      }
    }
  }

  @Test
  void aParameterThatAnOperationDoesNotKnowIsRefused() {
    assertRefused("DELETE", Level.OBJECT, "tagging&uploadId=x", ErrorCode.NOT_IMPLEMENTED);
    assertRefused("GET", Level.BUCKET, "list-type=2&versions", ErrorCode.NOT_IMPLEMENTED);
    assertRefused("PUT", Level.OBJECT, "partNumber=1", ErrorCode.NOT_IMPLEMENTED);
    assertRefused("DELETE", Level.BUCKET, "versionId=x", ErrorCode.NOT_IMPLEMENTED);
  }

  @Test
  void aMethodThatALevelDoesNotHaveIsNotAllowed() {
    assertRefused("PATCH", Level.OBJECT, "", ErrorCode.METHOD_NOT_ALLOWED);
    assertRefused("DELETE", Level.SERVICE, "", ErrorCode.METHOD_NOT_ALLOWED);
  }

  @Test
  void whatClientsAddEverywhereChangesNothing() {
    assertThat(operation("GET", Level.OBJECT, "x-id=GetObject&X-Amz-Signature=0"))
        .isEqualTo(Operation.FETCH_OBJECT);
  }

  @Test
  void listingsAreToldApart() {
    assertThat(operation("GET", Level.BUCKET, "prefix=a")).isEqualTo(Operation.LIST_OBJECTS);
    assertThat(operation("GET", Level.BUCKET, "prefix=a&list-type=2"))
        .isEqualTo(Operation.LIST_OBJECTS_V2);
    assertThat(operation("GET", Level.BUCKET, "versions")).isEqualTo(Operation.LIST_VERSIONS);
    assertThat(operation("GET", Level.BUCKET, "uploads")).isEqualTo(Operation.LIST_UPLOADS);
  }

  @Test
  void aSourceMakesACopyOfAPut() {
    Query none = Query.parse("");
    Query part = Query.parse("uploadId=x&partNumber=1");

    assertThat(Operation.of("PUT", Level.OBJECT, none, true)).isEqualTo(Operation.COPY_OBJECT);
    assertThat(Operation.of("PUT", Level.OBJECT, part, true)).isEqualTo(Operation.COPY_PART);
    assertThat(Operation.of("PUT", Level.OBJECT, part, false)).isEqualTo(Operation.UPLOAD_PART);
  }

  private static Operation operation(String method, Level level, String query) {
    return Operation.of(method, level, Query.parse(query), false);
  }

  private static void assertRefused(String method, Level level, String query, ErrorCode code) {
    assertThatThrownBy(() -> operation(method, level, query))
        .as("%s of a %s with %s", method, level, query)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
