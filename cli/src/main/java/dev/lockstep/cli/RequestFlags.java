package dev.lockstep.cli;

import dev.lockstep.endpoint.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How hard stores are pushed, and how long one that fails is waited for.
final class RequestFlags {
  static final int USUAL_CONCURRENCY = 64;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description =
          "Attempts at a request, the first included, while the store does other things well (default: ${DEFAULT-VALUE}).")
  private int retries = RetryPolicy.USUAL_ATTEMPTS;

  @Option(
      names = "--give-up-after",
      paramLabel = "TIME",
      description =
          "How long a store may answer nothing but failures until the run ends, such as 30s or 2h (default: 10m; 15 seconds where nothing has come from it yet).")
  private @Nullable String giveUpAfter;

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      description =
          "Send each store no more than that (default: as many as it takes without asking to slow down).")
  private double requestsPerSecond = Double.POSITIVE_INFINITY;

  @Option(
      names = "--bandwidth",
      paramLabel = "RATE",
      description =
          "Read no more bytes of objects a second than that, over all stores, such as 50M.")
  private @Nullable String bandwidth;

  @Mixin private TlsOptions tls = new TlsOptions();

  /// For what asks little at once.
  RequestSettings settings() {
    return settings(USUAL_CONCURRENCY);
  }

  /// @param concurrency how many objects are under way at once, at the most
  /// @throws WrongUsage when something makes no sense
  RequestSettings settings(int concurrency) {
    if (retries < 1) {
      throw new WrongUsage("--retries is at least 1: the first attempt counts");
    }
    if (!(requestsPerSecond > 0)) {
      throw new WrongUsage("--requests-per-second is more than 0");
    }
    long bytes = bandwidth == null ? Long.MAX_VALUE : Amounts.bytes("--bandwidth", bandwidth);
    if (bytes < 1) {
      throw new WrongUsage("--bandwidth is at least one byte a second");
    }
    Duration patience =
        giveUpAfter == null
            ? RetryPolicy.USUAL_PATIENCE
            : Amounts.duration("--give-up-after", giveUpAfter);
    return new RequestSettings(
        retries, patience, concurrency, requestsPerSecond, bytes, tls.insecure());
  }

  /// @param concurrency requests for single objects at one store at once, at the most
  /// @param requestsPerSecond infinite for as many as a store takes
  /// @param bandwidth in bytes a second; [Long#MAX_VALUE] for all that there is
  /// @param insecure whether any TLS certificate will do
  record RequestSettings(
      int retries,
      Duration giveUpAfter,
      int concurrency,
      double requestsPerSecond,
      long bandwidth,
      boolean insecure) {
    static final RequestSettings STANDARD = new RequestFlags().settings();

    /// As usual, but for whom to take for a store.
    static RequestSettings with(TlsOptions tls) {
      return new RequestSettings(
          STANDARD.retries,
          STANDARD.giveUpAfter,
          STANDARD.concurrency,
          STANDARD.requestsPerSecond,
          STANDARD.bandwidth,
          tls.insecure());
    }
  }
}
