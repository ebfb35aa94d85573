package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.telemetry.JsonReader;
import dev.lockstep.telemetry.JsonValue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a listing can't tell stands in a report as a request for the object tells it.
class InventoryDetailsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant UNTIL = Instant.parse("2030-01-02T03:04:05Z");
  private static final BucketName SRC = new BucketName("src");
  private static final String MANIFEST = "a:reports/inv/src/d/2026-11-23T12-00Z/manifest.json";

  private static final AccessControl.Grant EVERYBODY_READS =
      new AccessControl.Grant(
          new AccessControl.Grantee.Group("http://acs.amazonaws.com/groups/global/AllUsers"),
          "READ");

  private final ObjectStore store;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");

  InventoryDetailsTest() {
    SandboxStore sandbox = new SandboxStore(() -> NOW);
    sandbox.createLockingBucket(Account.LOCKSTEP, SRC, new AccessControl("owner", List.of()));
    store = new InMemoryObjectStore("a", sandbox);
    store.createBucket(new BucketName("reports"));
  }

  private int run(String... line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.execute(
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            _ -> store,
            folder,
            Signals.NONE,
            () -> NOW,
            new SplittableRandom(1)),
        line);
  }

  private void put(String key, ObjectAttributes attributes, WriteOptions options) {
    store.putObject(
        ObjectRef.current(SRC, ObjectKey.of(key)),
        attributes,
        ObjectBody.of("hello".getBytes(StandardCharsets.UTF_8)),
        options);
  }

  private static WriteOptions with(Checksum checksum) {
    return new WriteOptions(null, false, checksum, null, null);
  }

  private List<JsonValue.Members> rows(String format) {
    assertThat(
            run(
                "inventory",
                "run",
                "a:src",
                "--to",
                "a:reports/inv",
                "--id",
                "d",
                "--format",
                format,
                "--versions",
                "all",
                "--fields",
                "all"))
        .as(err.toString())
        .isZero();
    assertThat(
            run(
                "query",
                "SELECT * FROM inv ORDER BY key",
                "-t",
                "inv=" + MANIFEST,
                "--output",
                "jsonl"))
        .as(err.toString())
        .isZero();
    List<JsonValue.Members> rows = new ArrayList<>();
    out.toString().lines().forEach(row -> rows.add(JsonReader.readMembers(row)));
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc", "csv"})
  void locksEncryptionChecksumsOwnersAndGrantsAreTold(String format) {
    put(
        "held",
        ObjectAttributes.NONE.withLock(
            ObjectLock.retention(ObjectLock.Mode.GOVERNANCE, UNTIL).withLegalHold(true)),
        WriteOptions.PLAIN);
    put(
        "kms",
        ObjectAttributes.NONE.withEncryption(new Encryption("aws:kms", "key", true)),
        WriteOptions.PLAIN);
    // CRC-32 of "hello".
    put(
        "summed",
        ObjectAttributes.NONE.withEncryption(Encryption.SSE_S3),
        with(new Checksum(Checksum.Algorithm.CRC32, Checksum.Type.FULL_OBJECT, "NhCmhg==")));
    ObjectRef summed = ObjectRef.current(SRC, ObjectKey.of("summed"));
    AccessControl before = store.fetchAcl(summed);
    List<AccessControl.Grant> grants = new ArrayList<>(before.grants());
    grants.add(EVERYBODY_READS);
    store.putAcl(summed, new AccessControl(before.ownerId(), grants));

    List<JsonValue.Members> rows = rows(format);

    assertThat(rows).hasSize(3);
    JsonValue.Members held = rows.get(0);
    assertThat(held.text("object_lock_mode")).isEqualTo("GOVERNANCE");
    assertThat(held.text("object_lock_retain_until_date")).isEqualTo("2030-01-02T03:04:05Z");
    assertThat(held.text("object_lock_legal_hold_status")).isEqualTo("On");
    JsonValue.Members kms = rows.get(1);
    assertThat(kms.text("encryption_status")).isEqualTo("SSE-KMS");
    assertThat(kms.text("bucket_key_status")).isEqualTo("ENABLED");
    assertThat(kms.text("object_lock_mode")).isNullOrEmpty();
    assertThat(kms.text("object_lock_retain_until_date")).isNull();
    JsonValue.Members last = rows.get(2);
    assertThat(last.text("encryption_status")).isEqualTo("SSE-S3");
    assertThat(last.text("bucket_key_status")).isNullOrEmpty();
    assertThat(last.text("checksum_algorithm")).isEqualTo("CRC32");
    assertThat(last.text("object_owner")).isEqualTo(before.ownerId());
    assertThat(last.text("replication_status")).isNullOrEmpty();
    assertThat(last.text("intelligent_tiering_access_tier")).isNullOrEmpty();
    assertThat(last.text("lifecycle_expiration_date")).isNull();
  }

  @Test
  void grantsAreJsonInBase64AsAwsWritesThem() {
    put("k", ObjectAttributes.NONE, WriteOptions.PLAIN);
    ObjectRef k = ObjectRef.current(SRC, ObjectKey.of("k"));
    String owner = store.fetchAcl(k).ownerId();
    AccessControl.Grant all =
        new AccessControl.Grant(new AccessControl.Grantee.CanonicalUser(owner), "FULL_CONTROL");
    store.putAcl(k, new AccessControl(owner, List.of(all, EVERYBODY_READS)));

    String told = rows("parquet").getFirst().needed("object_access_control_list");

    assertThat(new String(Base64.getDecoder().decode(told), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"version":"2022-11-10","status":"AVAILABLE","grants":[{"canonicalId":"%s","type":"CanonicalUser","permission":"FULL_CONTROL"},{"uri":"http://acs.amazonaws.com/groups/global/AllUsers","type":"Group","permission":"READ"}]}\
            """
                .formatted(owner));
  }
}
