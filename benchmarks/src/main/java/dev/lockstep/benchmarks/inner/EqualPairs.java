package dev.lockstep.benchmarks.inner;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Comparison;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Comparing 1,000 equal pairs, from pages that are read already: the whole of it, threads and the
/// look behind the end included.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EqualPairs {
  private static final ListingPage PAGE = ListedPage.page();
  private static final ListingPage NOTHING =
      new ListingPage(new EntryPage.Builder(0).build(), null);

  private final BucketScope source = scope("source");
  private final BucketScope destination = scope("destination");

  private static BucketScope scope(String name) {
    ObjectStore store =
        (ObjectStore)
            Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (_, method, arguments) ->
                    switch (method.getName()) {
                      case "listObjects" -> answer((ListingRequest) arguments[1]);
                      case "name" -> name;
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return new BucketScope(store, new BucketName("photos"), ObjectKey.EMPTY);
  }

  private static ListingPage answer(ListingRequest request) {
    return request.startAfter().isEmpty() ? PAGE : NOTHING;
  }

  @Benchmark
  public ComparisonResult compare1000EqualPairs() {
    return new Comparison(
            source,
            destination,
            Selection.EVERYTHING,
            CompareBy.CONTENT,
            1,
            difference -> {
              throw new IllegalStateException("They are equal, but for " + difference);
            },
            new Progress())
        .run();
  }
}
