package dev.lockstep.benchmarks.inner;

import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.HeaderLines;
import dev.lockstep.s3.sign.RequestLine;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.s3.sign.Signer;
import dev.lockstep.s3.wire.WireText;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Writing and signing the head of a GET.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Signing {
  private static final long NOW = 1_767_225_600_000L;

  private final Signer signer = new Signer();
  private final AwsCredentials credentials =
      AwsCredentials.lasting("AKIAIOSFODNN7EXAMPLE", Secret.of("a secret that opens nothing"));

  @Benchmark
  public WireText signGet() {
    RequestLine line =
        new RequestLine(
            "GET", "s3.eu-west-1.amazonaws.com", "/photos/2026/picture-1.jpg", "", false);
    return signer.sign(
        line, new HeaderLines(), Signer.UNSIGNED_PAYLOAD, credentials, "eu-west-1", NOW);
  }
}
