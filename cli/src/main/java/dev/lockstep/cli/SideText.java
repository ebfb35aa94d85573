package dev.lockstep.cli;

import dev.lockstep.compare.Basis;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Explanation;
import dev.lockstep.compare.SideFacts;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What was compared, and how, for people.
final class SideText {
  private SideText() {}

  static String of(SideFacts side) {
    return switch (side.kind()) {
      case LISTING -> "what is there now, at " + side.taken();
      case REPORT -> "a report begun at " + side.taken();
      case MANIFEST -> side.sizes() ? "a manifest, with sizes" : "a manifest";
    };
  }

  /// @param histories whether all versions were compared, and not what is current
  static String of(Basis basis, boolean histories) {
    if (histories) {
      return "histories, by content and order";
    }
    if (basis.by() == null) {
      return "presence alone, as one side tells neither sizes nor ETags";
    }
    String asks = basis.asks() ? "; what rows leave open was asked of the stores" : "";
    return switch (basis.by()) {
      case SIZE -> "presence and size";
      case TIME -> "presence, size and time";
      case ETAG -> "presence, size and ETag";
      case CONTENT -> "presence, size and ETag, where it tells the bytes" + asks;
      case CHECKSUM, METADATA -> ComparingOptions.name(basis.by()) + asks;
    };
  }

  /// What is explained, by what.
  static String explained(ComparisonResult result) {
    return Amounts.objects(result.explainedTotal())
        + ": "
        + Arrays.stream(Explanation.values())
            .filter(one -> result.explained(one) > 0)
            .map(one -> Amounts.count(result.explained(one)) + " " + one.words())
            .collect(Collectors.joining(", "));
  }
}
