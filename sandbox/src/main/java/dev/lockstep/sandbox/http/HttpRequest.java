package dev.lockstep.sandbox.http;

/// A request whose head has arrived.
///
/// @param target as it stood in the request line: nothing decoded, nothing normalised
public record HttpRequest(String method, String target, HttpHeaders headers, BodyStream body) {
  /// The target up to the question mark.
  public String path() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /// The target behind the question mark; empty when there is none.
  public String query() {
    int mark = target.indexOf('?');
    return mark < 0 ? "" : target.substring(mark + 1);
  }
}
