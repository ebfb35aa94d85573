package dev.lockstep.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.s3.Addressing;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.s3.wire.TimeLimits;
import dev.lockstep.sandbox.fault.Fault;
import dev.lockstep.sandbox.fault.FaultPlan;
import dev.lockstep.sandbox.fault.FaultProxy;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.testkit.InMemoryVersionMaps;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Faults before a server that runs somewhere: where, and with which keys, the environment says, as
/// for the contract. A sync between two buckets of it meets each fault once, ends right or says
/// that it didn't, and ends right without the fault.
@Tag("real-server")
abstract class RealServerFaults {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration BRIEF = Duration.ofSeconds(1);
  private static final TimeLimits IMPATIENT =
      new TimeLimits(Duration.ofSeconds(10), BRIEF, BRIEF, BRIEF, Duration.ofSeconds(30));

  private final BucketName from = new BucketName("lockstep-" + UUID.randomUUID());
  private final BucketName to = new BucketName("lockstep-" + UUID.randomUUID());
  private final RequestCounts counts = new RequestCounts();
  private final ObjectStore direct;
  private final ObjectStore faulty;
  private final FaultProxy proxy;

  /// @param name the server's, in capitals, as the environment has it
  RealServerFaults(String name) {
    URI endpoint = URI.create(environment(name, "ENDPOINT"));
    proxy = FaultProxy.before(endpoint, 2, CLOCK);
    direct = store(name, endpoint, TimeLimits.USUAL);
    faulty = store(name, proxy.endpoint(), IMPATIENT);
  }

  private static ObjectStore store(String name, URI endpoint, TimeLimits limits) {
    AwsCredentials credentials =
        new AwsCredentials(
            environment(name, "ACCESS_KEY"),
            Secret.of(environment(name, "SECRET_KEY")),
            null,
            null);
    return S3Stores.of(
        S3Settings.of(name, endpoint, environment(name, "REGION"), CredentialSource.of(credentials))
            .withAddressing(Addressing.PATH)
            .withLimits(limits),
        CLOCK);
  }

  private static String environment(String name, String what) {
    String value = System.getenv("LOCKSTEP_TEST_" + name + "_" + what);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          what + " of " + name + " is not set; run-real-servers sets it");
    }
    return value;
  }

  @BeforeEach
  void fillTheBuckets() {
    direct.createBucket(from);
    direct.createBucket(to);
    Contents.fillSimply(direct, from, to);
  }

  @AfterEach
  void close() {
    faulty.close();
    direct.close();
    proxy.close();
  }

  static List<Fault> faults() {
    return Fault.all();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aSyncEndsRightOrSaysThatItDidNot(Fault fault) {
    Map<String, String> source = Contents.bytesOf(direct, from);
    FaultPlan plan = FaultPlan.always(fault).times(1);
    proxy.plan(plan);

    VerbRun.Ending ending = run();

    boolean same = Contents.difference(source, Contents.bytesOf(direct, to), true).isEmpty();
    assertThat(same || ending.exitCode() != 0).as(fault + ": " + ending.text()).isTrue();
    assertThat(Contents.bytesOf(direct, from)).isEqualTo(source);
    proxy.lift();
    VerbRun.Ending again = run();
    assertThat(again.exitCode()).as(fault + ", again: " + again.text()).isZero();
    assertThat(Contents.difference(source, Contents.bytesOf(direct, to), true)).isEmpty();
    assertThat(proxy.toStranger()).isEmpty();
    assertThat(proxy.requests()).isPositive();
  }

  /// Both ends are named apart, so that bytes pass through us.
  private VerbRun.Ending run() {
    return VerbRun.of(
        Verb.SYNC_DELETE,
        new BucketScope(retrying(direct), from, ObjectKey.of(Contents.PREFIX)),
        new BucketScope(retrying(faulty), to, ObjectKey.of(Contents.PREFIX)),
        counts,
        new InMemoryVersionMaps());
  }

  private ObjectStore retrying(ObjectStore store) {
    return new RetryingStore(store, TwoBuckets.atOnce(), counts);
  }
}
