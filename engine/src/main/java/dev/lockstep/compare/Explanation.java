package dev.lockstep.compare;

/// Why two sides that were not looked at at one moment, or between which something is replicated,
/// differ at a key without anything being wrong. The one place for the rule and its words:
/// `compare` and the views of `query` go by it.
///
/// A row that is missing at the other side is explained by the first of these that holds. One that
/// differs is explained by the first two.
public enum Explanation {
  /// The object was written after the older of both sides was looked at. Of a difference: either
  /// object was.
  NEWER("newer than the older of both listings"),
  /// The source's report says that the object's replication is `PENDING`.
  REPLICATING("replication in progress"),
  /// The report says that a lifecycle rule expires the object, at a time that had come when the
  /// newer of both sides was looked at.
  EXPIRED("expired by a lifecycle rule meanwhile");

  private final String words;

  Explanation(String words) {
    this.words = words;
  }

  /// As it stands in reports and views.
  public String words() {
    return words;
  }
}
