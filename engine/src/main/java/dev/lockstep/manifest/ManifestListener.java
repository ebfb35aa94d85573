package dev.lockstep.manifest;

/// Hears what a manifest says, line after line.
public interface ManifestListener {
  /// An object.
  ///
  /// @param line where it stands, from 1 on
  void entry(long line, ManifestEntry entry);

  /// A line that can't be used. Reading goes on.
  void bad(BadLine line);
}
