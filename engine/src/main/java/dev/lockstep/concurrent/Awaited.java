package dev.lockstep.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What comes of work that another thread does.
public final class Awaited {
  private Awaited() {}

  /// Waits until the work has ended. What it has thrown is thrown here, as it is.
  public static <T extends @Nullable Object> T of(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
