package dev.lockstep.sandbox.face;

import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.object.Checksum;
import dev.lockstep.sandbox.http.HttpHeaders;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.BodyClaims;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.Upload.ChecksumChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checksums as headers and trailers.
final class ChecksumHeaders {
  private static final String PREFIX = "x-amz-checksum-";
  private static final Set<String> OTHERS =
      Set.of(PREFIX + "mode", PREFIX + "type", PREFIX + "algorithm");

  private ChecksumHeaders() {}

  /// What a request says of its body before the body has arrived.
  static BodyClaims announced(HttpHeaders headers) {
    List<Checksum.Algorithm> algorithms = new ArrayList<>();
    headers.forEach((name, _) -> {
      if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
        algorithms.add(ofHeader(name));
      }
    });
    for (String trailer : headers.first("x-amz-trailer", "").split(",", -1)) {
      String name = trailer.strip().toLowerCase(Locale.ROOT);
      if (name.startsWith(PREFIX)) {
        algorithms.add(ofHeader(name));
      }
    }
    if (algorithms.size() > 1) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    if (algorithms.isEmpty() && headers.has("x-amz-sdk-checksum-algorithm")) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    Checksum.Algorithm algorithm = algorithms.isEmpty() ? null : algorithms.getFirst();
    String value = algorithm == null ? null : headers.first(algorithm.header());
    return new BodyClaims(headers.first("content-md5"), algorithm, value);
  }

  /// The same, with what came behind the body.
  static BodyClaims completed(BodyClaims announced, Map<String, String> trailers) {
    Checksum.Algorithm algorithm = announced.algorithm();
    if (algorithm == null || announced.checksum() != null) {
      return announced;
    }
    String value = trailers.get(algorithm.header());
    if (value == null) {
      throw new Refusal(ErrorCode.MALFORMED_TRAILER);
    }
    return new BodyClaims(announced.md5(), algorithm, value);
  }

  private static Checksum.Algorithm ofHeader(String name) {
    return Arrays.stream(Checksum.Algorithm.values())
        .filter(algorithm -> algorithm.header().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_IMPLEMENTED).with("Header", name));
  }

  /// The algorithm that `x-amz-checksum-algorithm` names; null when it isn't there.
  static Checksum.@Nullable Algorithm asked(HttpHeaders headers) {
    String name = headers.first(PREFIX + "algorithm");
    return name == null ? null : ofHeader(PREFIX + name.toLowerCase(Locale.ROOT));
  }

  /// How a multipart upload's checksum is to be made; null when the request doesn't say.
  static @Nullable ChecksumChoice choice(HttpHeaders headers) {
    Checksum.Algorithm algorithm = asked(headers);
    if (algorithm == null) {
      if (headers.has(PREFIX + "type")) {
        throw new Refusal(
            ErrorCode.INVALID_REQUEST,
            "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
                + " header.");
      }
      return null;
    }
    Checksum.Type type = type(headers);
    if (type == null) {
      type =
          algorithm == Checksum.Algorithm.CRC64NVME
              ? Checksum.Type.FULL_OBJECT
              : Checksum.Type.COMPOSITE;
    }
    return ChecksumChoice.explicit(new UploadChecksum(algorithm, type));
  }

  static Checksum.@Nullable Type type(HttpHeaders headers) {
    String name = headers.first(PREFIX + "type");
    return switch (name) {
      case null -> null;
      case "FULL_OBJECT" -> Checksum.Type.FULL_OBJECT;
      case "COMPOSITE" -> Checksum.Type.COMPOSITE;
      default ->
          throw new Refusal(
              ErrorCode.INVALID_REQUEST, "Value for x-amz-checksum-type header is invalid.");
    };
  }

  static void write(@Nullable Checksum checksum, HttpResponse response) {
    if (checksum != null) {
      response.header(checksum.algorithm().header(), checksum.value());
      response.header(PREFIX + "type", checksum.type().name());
    }
  }

  /// Of a part, whose checksum has no type.
  static void writeOfPart(@Nullable Checksum checksum, XmlText xml) {
    if (checksum != null) {
      xml.element(element(checksum.algorithm()), checksum.value());
    }
  }

  /// The name of an algorithm's element: `ChecksumCRC32C`.
  static String element(Checksum.Algorithm algorithm) {
    return "Checksum" + algorithm.name();
  }

  static void write(@Nullable Checksum checksum, XmlText xml) {
    if (checksum != null) {
      xml.element(element(checksum.algorithm()), checksum.value());
      xml.element("ChecksumType", checksum.type().name());
    }
  }
}
