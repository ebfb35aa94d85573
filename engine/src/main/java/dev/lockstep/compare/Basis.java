package dev.lockstep.compare;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// By what two sides are compared, which need not both tell everything.
///
/// @param by null for presence: a key that both have counts as the same
/// @param asks whether stores are asked about what rows leave undecided
public record Basis(@Nullable CompareBy by, boolean asks) {
  /// The best that two sides allow without a request.
  public static Basis best(SideFacts one, SideFacts other) {
    if (!one.sizes() || !other.sizes()) {
      return new Basis(null, false);
    }
    boolean etags = one.etags() && other.etags();
    return new Basis(etags ? CompareBy.CONTENT : CompareBy.SIZE, false);
  }

  /// What somebody has asked for.
  ///
  /// @throws IllegalArgumentException when the two sides can't be compared so; it says what to do
  public static Basis asked(CompareBy by, ComparedSide one, ComparedSide other) {
    lack(by, one)
        .or(() -> lack(by, other))
        .ifPresent(what -> {
          throw new IllegalArgumentException(what);
        });
    boolean asks =
        one.objects().isPresent()
            && other.objects().isPresent()
            && (isListing(one) || isListing(other));
    return switch (by) {
      case CONTENT -> new Basis(by, asks);
      case SIZE, ETAG, TIME -> new Basis(by, false);
      case CHECKSUM, METADATA -> {
        if (!asks) {
          throw new IllegalArgumentException(
              "--by "
                  + by.name().toLowerCase(Locale.ROOT)
                  + " asks stores about each object, and neither side is one: compare with a bucket, as STORE:bucket/prefix, or leave --by away");
        }
        yield new Basis(by, true);
      }
    };
  }

  private static boolean isListing(ComparedSide side) {
    return side.facts().kind() == SideFacts.Kind.LISTING;
  }

  private static Optional<String> lack(CompareBy by, ComparedSide side) {
    SideFacts facts = side.facts();
    String lacks =
        switch (by) {
          case SIZE -> facts.sizes() ? "" : "sizes";
          case TIME -> !facts.sizes() ? "sizes" : facts.times() ? "" : "times";
          case ETAG, CONTENT, CHECKSUM, METADATA ->
              !facts.sizes() ? "sizes" : facts.etags() ? "" : "ETags";
        };
    return lacks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "--by "
                + by.name().toLowerCase(Locale.ROOT)
                + " needs "
                + lacks
                + ", which "
                + side.name()
                + " has not: leave --by away, and what both sides tell is compared");
  }

  /// As it stands in reports: `presence`, or what may follow `--by`.
  public String word() {
    return by == null ? "presence" : by.name().toLowerCase(Locale.ROOT);
  }
}
