package dev.lockstep.benchmarks.inner;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.s3.xml.ListingScan;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Reading a page of 1,000 keys into columns.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PageScan {
  private final byte[] text = ListedPage.text();

  @Benchmark
  public @Nullable ListingPage scanPageOf1000Keys() {
    return ListingScan.scan(text, text.length, ListedPage.ROWS);
  }
}
