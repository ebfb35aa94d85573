package dev.lockstep.sandbox.face;

import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.StorageClass;
import dev.lockstep.sandbox.http.HttpHeaders;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What travels with an object, as headers.
final class AttributeHeaders {
  private static final String META = "x-amz-meta-";
  private static final String SSE = "x-amz-server-side-encryption";
  private static final List<String> REFUSED =
      List.of(
          SSE + "-customer-",
          SSE + "-context",
          "x-amz-copy-source-server-side-encryption-customer-",
          "x-amz-write-offset-bytes");

  private AttributeHeaders() {}

  /// Refuses what would otherwise be dropped in silence.
  static void refuseUnknown(HttpHeaders headers) {
    headers.forEach((name, _) -> {
      if (name.startsWith("x-amz-") && REFUSED.stream().anyMatch(name::startsWith)) {
        throw new Refusal(ErrorCode.NOT_IMPLEMENTED).with("Header", name);
      }
    });
  }

  static ObjectAttributes read(HttpHeaders headers) {
    Map<ContentHeader, String> content = new EnumMap<>(ContentHeader.class);
    for (ContentHeader header : ContentHeader.values()) {
      String value = headers.first(header.headerName());
      if (header == ContentHeader.CONTENT_ENCODING && value != null) {
        value = withoutChunking(value);
      }
      if (value != null && !value.isEmpty()) {
        content.put(header, value);
      }
    }
    return new ObjectAttributes(
        content,
        metadata(headers),
        tags(headers),
        storageClass(headers),
        encryption(headers),
        LockHeaders.read(headers));
  }

  /// The chunks of `aws-chunked` are of the journey, not of the object.
  private static String withoutChunking(String encodings) {
    List<String> kept =
        Arrays.stream(encodings.split(",", -1))
            .map(String::strip)
            .filter(encoding -> !encoding.equalsIgnoreCase("aws-chunked"))
            .toList();
    return encodings.toLowerCase(Locale.ROOT).contains("aws-chunked")
        ? String.join(",", kept)
        : encodings;
  }

  private static Map<String, String> metadata(HttpHeaders headers) {
    Map<String, String> metadata = new LinkedHashMap<>();
    headers.forEach((name, value) -> {
      if (name.startsWith(META)) {
        metadata.merge(
            name.substring(META.length()), value, (first, second) -> first + "," + second);
      }
    });
    return metadata;
  }

  /// The tags of a header in the form of a query.
  static Map<String, String> tags(HttpHeaders headers) {
    String header = headers.first("x-amz-tagging");
    Map<String, String> tags = new LinkedHashMap<>();
    if (header == null || header.isEmpty()) {
      return tags;
    }
    for (String pair : header.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = Octets.text(Octets.decode(equals < 0 ? pair : pair.substring(0, equals), true));
      String value = equals < 0 ? "" : Octets.text(Octets.decode(pair.substring(equals + 1), true));
      if (tags.put(name, value) != null) {
        throw new Refusal(
            ErrorCode.INVALID_ARGUMENT,
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                + " parameters without tag name duplicates.");
      }
    }
    return tags;
  }

  private static StorageClass storageClass(HttpHeaders headers) {
    StorageClass asked = askedClass(headers);
    return asked == null ? StorageClass.STANDARD : asked;
  }

  /// The storage class that a request names; null when it names none.
  static @Nullable StorageClass askedClass(HttpHeaders headers) {
    String name = headers.first("x-amz-storage-class");
    if (name == null) {
      return null;
    }
    try {
      return new StorageClass(name);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ErrorCode.INVALID_STORAGE_CLASS);
    }
  }

  static @Nullable Encryption encryption(HttpHeaders headers) {
    String algorithm = headers.first(SSE);
    if (algorithm == null) {
      return null;
    }
    boolean bucketKey = headers.first(SSE + "-bucket-key-enabled", "").equalsIgnoreCase("true");
    return new Encryption(algorithm, headers.first(SSE + "-aws-kms-key-id"), bucketKey);
  }

  static void write(ObjectAttributes attributes, HttpResponse response) {
    attributes.headers().forEach((header, value) -> response.header(header.headerName(), value));
    attributes.userMetadata().forEach((name, value) -> response.header(META + name, value));
    if (!attributes.tags().isEmpty()) {
      response.header("x-amz-tagging-count", Integer.toString(attributes.tags().size()));
    }
    if (!attributes.storageClass().equals(StorageClass.STANDARD)) {
      response.header("x-amz-storage-class", attributes.storageClass().name());
    }
    writeEncryption(attributes.encryption(), response);
    LockHeaders.write(attributes.lock(), response);
  }

  static void writeEncryption(@Nullable Encryption encryption, HttpResponse response) {
    if (encryption != null) {
      response.header(SSE, encryption.algorithm());
      response.header(SSE + "-aws-kms-key-id", encryption.keyId());
      response.header(SSE + "-bucket-key-enabled", encryption.bucketKey() ? "true" : null);
    }
  }
}
