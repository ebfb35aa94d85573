package dev.lockstep.s3.xml;

/// The quotes of an ETag as listings show it, which some stores write as references.
final class EtagText {
  private EtagText() {}

  /// The length of a quote that stands here: `"`, `&quot;` or `&#34;`; 0 for none.
  static int quoteLength(byte[] text, int at, int end) {
    if (at >= end) {
      return 0;
    }
    if (text[at] == '"') {
      return 1;
    }
    if (text[at] != '&' || end - at < 6) {
      return 0;
    }
    if (text[at + 1] == 'q') {
      boolean quote =
          text[at + 2] == 'u' && text[at + 3] == 'o' && text[at + 4] == 't' && text[at + 5] == ';';
      return quote ? 6 : 0;
    }
    boolean quote =
        text[at + 1] == '#' && text[at + 2] == '3' && text[at + 3] == '4' && text[at + 4] == ';';
    return quote ? 5 : 0;
  }
}
