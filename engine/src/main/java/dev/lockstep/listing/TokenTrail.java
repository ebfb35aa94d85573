package dev.lockstep.listing;

import dev.lockstep.object.Printable;
import org.jspecify.annotations.Nullable;

/// Follows the continuation tokens of a listing and notices when they go in circles. One earlier
/// token is remembered, after 1, 2, 4, 8 … of them another one: in a circle of any length that
/// token comes again. One thread at a time.
public final class TokenTrail {
  private final BucketScope scope;
  private @Nullable String landmark;
  private long tokens;

  public TokenTrail(BucketScope scope) {
    this.scope = scope;
  }

  /// @throws ListingDisorder when the store has given this token before
  public void follow(String token) {
    if (token.equals(landmark)) {
      throw new ListingDisorder(
          scope,
          "it gives the continuation token '"
              + Printable.escape(token)
              + "' again and so never ends");
    }
    tokens++;
    if (Long.bitCount(tokens) == 1) {
      landmark = token;
    }
  }

  /// Another listing begins.
  public void forget() {
    landmark = null;
    tokens = 0;
  }
}
