package dev.lockstep.fault;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.s3.wire.TimeLimits;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.fault.FaultPlan;
import dev.lockstep.sandbox.fault.FaultProxy;
import dev.lockstep.sandbox.fault.FaultyStore;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.testkit.InMemoryVersionMaps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stores of one cell: two of them, or one with both buckets; the fault before one of them; and
/// each as it really is.
final class CellStores implements AutoCloseable {
  /// So many objects a page, so that small buckets have several.
  private static final int PAGE = 2;

  private static final String ACCESS = "access";
  private static final String SECRET = "secret";
  private static final InstantSource CLOCK = InstantSource.system();

  private static final TimeLimits IMPATIENT =
      new TimeLimits(
          Duration.ofSeconds(10),
          Duration.ofMillis(700),
          Duration.ofMillis(700),
          Duration.ofMillis(700),
          Duration.ofSeconds(30));

  private final ObjectStore trueSource;
  private final ObjectStore trueDestination;
  private final ObjectStore source;
  private final ObjectStore destination;
  private final FaultPlan plan;
  private final boolean histories;
  private final InMemoryVersionMaps maps = new InMemoryVersionMaps();
  private final RequestCounts counts = new RequestCounts();
  private final List<Runnable> opened = new ArrayList<>();
  private @Nullable FaultProxy proxy;

  CellStores(Cell cell) {
    boolean within = cell.side() == Cell.Side.WITHIN;
    SandboxStore one = sandbox();
    SandboxStore other = within ? one : sandbox();
    plan = cell.plan();
    trueSource = new InMemoryObjectStore("a", one);
    trueDestination = within ? trueSource : new InMemoryObjectStore("b", other);
    trueSource.createBucket(TwoBuckets.SRC);
    trueDestination.createBucket(TwoBuckets.DST);
    histories = cell.verb().histories();
    if (histories) {
      trueSource.enableVersioning(TwoBuckets.SRC);
      trueDestination.enableVersioning(TwoBuckets.DST);
      ContentHistories.fill(trueSource, TwoBuckets.SRC, trueDestination, TwoBuckets.DST);
    } else {
      Contents.fill(trueSource, TwoBuckets.SRC, trueDestination, TwoBuckets.DST);
    }
    source = cell.side() == Cell.Side.DESTINATION ? trueSource : faulty(cell, one, trueSource);
    destination =
        switch (cell.side()) {
          case SOURCE -> trueDestination;
          case DESTINATION -> faulty(cell, other, trueDestination);
          case WITHIN -> source;
        };
  }

  private static SandboxStore sandbox() {
    return new SandboxStore(CLOCK, TwoBuckets.SMALL, SandboxStore.DEFAULT_REGION);
  }

  private BucketScope scope(ObjectStore store, BucketName bucket) {
    return new BucketScope(
        new RetryingStore(store, TwoBuckets.atOnce(), counts),
        bucket,
        ObjectKey.of(Contents.PREFIX));
  }

  private ObjectStore faulty(Cell cell, SandboxStore sandbox, ObjectStore truth) {
    return switch (cell.medium()) {
      case STORE -> new FaultyStore(truth, plan, PAGE);
      case HTTP -> overHttp(cell, sandbox, truth.name());
    };
  }

  private ObjectStore overHttp(Cell cell, SandboxStore sandbox, String name) {
    SandboxServer server =
        SandboxServer.start(sandbox, List.of(new AccessKey(ACCESS, SECRET, Account.LOCKSTEP)), 0);
    opened.add(server::close);
    FaultProxy before = FaultProxy.before(server.endpoint(), PAGE, CLOCK);
    before.plan(plan);
    opened.add(before::close);
    proxy = before;
    S3Settings settings =
        S3Settings.of(
                name,
                before.endpoint(),
                SandboxStore.DEFAULT_REGION,
                CredentialSource.of(new AwsCredentials(ACCESS, Secret.of(SECRET), null, null)))
            .withLimits(cell.stalls() ? IMPATIENT : TimeLimits.USUAL);
    ObjectStore client = S3Stores.of(settings, CLOCK);
    opened.add(client::close);
    return new RelayedStore(client) {
      @Override
      public StoreLimits limits() {
        return TwoBuckets.SMALL;
      }
    };
  }

  /// As a command that is started: what an earlier one has found out about a store is not known.
  VerbRun.Ending run(Verb verb) {
    return VerbRun.of(
        verb, scope(source, TwoBuckets.SRC), scope(destination, TwoBuckets.DST), counts, maps);
  }

  FaultPlan plan() {
    return plan;
  }

  void lift() {
    plan.lift();
    if (proxy != null) {
      proxy.lift();
    }
  }

  Map<String, String> atSource() {
    return histories
        ? ContentHistories.of(trueSource, TwoBuckets.SRC)
        : Contents.of(trueSource, TwoBuckets.SRC);
  }

  Map<String, String> atDestination() {
    return histories
        ? ContentHistories.of(trueDestination, TwoBuckets.DST)
        : Contents.of(trueDestination, TwoBuckets.DST);
  }

  int uploads() {
    return Contents.uploads(trueDestination, TwoBuckets.DST).size();
  }

  /// Requests that went where a redirect pointed.
  List<String> toStranger() {
    return proxy == null ? List.of() : proxy.toStranger();
  }

  @Override
  public void close() {
    opened.reversed().forEach(Runnable::run);
  }
}
