package dev.lockstep.cli;

import dev.lockstep.object.ObjectKey;
import picocli.CommandLine.Option;

/// Which part of a report or a manifest is compared. Of a bucket the address says it.
final class SidePrefixes {
  @Option(
      names = "--prefix-a",
      paramLabel = "PREFIX",
      description =
          "Of a report or manifest A: only keys that begin so, each called by what follows, as with PROFILE:bucket/prefix.")
  private String ofA = "";

  @Option(names = "--prefix-b", paramLabel = "PREFIX", description = "The same of B.")
  private String ofB = "";

  /// @throws WrongUsage when there is one of a bucket
  ObjectKey a(RowOrigin origin) {
    return checked("--prefix-a", ofA, origin);
  }

  /// @throws WrongUsage when there is one of a bucket
  ObjectKey b(RowOrigin origin) {
    return checked("--prefix-b", ofB, origin);
  }

  private static ObjectKey checked(String option, String prefix, RowOrigin origin) {
    if (!prefix.isEmpty() && origin.kind() == RowOrigin.Kind.LISTING) {
      throw new WrongUsage(
          option + " is of reports and manifests: write " + origin.text() + "/" + prefix);
    }
    return ObjectKey.of(prefix);
  }
}
