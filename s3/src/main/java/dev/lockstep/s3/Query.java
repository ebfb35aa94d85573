package dev.lockstep.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.object.VersionId;
import dev.lockstep.s3.sign.PercentEncoding;
import dev.lockstep.s3.wire.WireText;
import org.jspecify.annotations.Nullable;

/// The query of a request. Parameters are added in the order of their names, which is the order in
/// which they are signed.
final class Query {
  static final String NONE = "";

  private final WireText text = new WireText(128);

  static Query of(String name, String value) {
    return new Query().and(name, value);
  }

  /// The query that names a version, if one is meant.
  static String version(@Nullable VersionId version) {
    return version == null ? NONE : of("versionId", version.value()).text();
  }

  /// A sub-resource, of a version if one is meant.
  static String resource(String name, @Nullable VersionId version) {
    return of(name, "").andIf("versionId", version == null ? null : version.value()).text();
  }

  Query and(String name, String value) {
    return and(name, value.getBytes(UTF_8));
  }

  Query and(String name, byte[] value) {
    if (text.length() > 0) {
      text.put('&');
    }
    text.put(name).put('=');
    PercentEncoding.putQuery(text, value);
    return this;
  }

  Query andIf(String name, @Nullable String value) {
    return value == null || value.isEmpty() ? this : and(name, value);
  }

  String text() {
    return text.toString();
  }
}
