package dev.lockstep.manifest;

import dev.lockstep.object.Printable;

/// A line of a manifest that names no object.
///
/// @param number from 1 on; of what goes over several lines, the first
/// @param reason what is wrong, for people
/// @param text the line, or its beginning
public record BadLine(long number, String reason, String text) {
  private static final int SHOWN = 120;

  public BadLine {
    text = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  @Override
  public String toString() {
    return "line "
        + number
        + ": "
        + Printable.escape(reason)
        + (text.isEmpty() ? "" : ": " + Printable.escape(text));
  }
}
