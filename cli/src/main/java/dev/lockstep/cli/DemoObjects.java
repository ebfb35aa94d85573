package dev.lockstep.cli;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What the demo puts into its first store: many small objects, and some of everything that is
/// hard.
record DemoObjects(ObjectStore store) {
  private static final int PART = 5 << 20;

  /// Keys that tools trip over.
  static final List<String> AWKWARD =
      List.of(
          "a//b",
          "/lead",
          "dot/../x",
          "./y",
          "sp ace+plus",
          "per%cent%2F",
          "ünï/漢字/😀",
          "new\nline",
          "back\\slash",
          "a",
          "a/b",
          "dir/",
          "q?x=1&y=2#z",
          "k".repeat(1000));

  private static final ObjectAttributes DRESSED =
      new ObjectAttributes(
          Map.of(
              ContentHeader.CONTENT_TYPE, "text/plain; charset=utf-8",
              ContentHeader.CACHE_CONTROL, "max-age=3600",
              ContentHeader.CONTENT_LANGUAGE, "de",
              ContentHeader.EXPIRES, "Fri, 01 Jan 2027 00:00:00 GMT"),
          Map.of("camera", "Leica M6", "empty", ""),
          Map.of("team", "archive", "year", "2026"),
          new StorageClass("STANDARD_IA"),
          null);

  void fill(int count) {
    AWKWARD.forEach(key -> put("awkward/" + key, "text of " + key, DRESSED));
    SplittableRandom random = new SplittableRandom(42);
    for (int i = AWKWARD.size() + 2; i < count; i++) {
      byte[] bytes = new byte[random.nextInt(8192)];
      random.nextBytes(bytes);
      put(
          "2026/%02d/photo-%06d.jpg".formatted(1 + i % 12, i),
          ObjectBody.of(bytes),
          ObjectAttributes.NONE);
    }
    put("empty", "", ObjectAttributes.NONE);
    putInParts("video.mp4", 2 * PART + 1_234_567);
  }

  void put(String key, String text, ObjectAttributes attributes) {
    put(key, ObjectBody.of(text.getBytes(StandardCharsets.UTF_8)), attributes);
  }

  private void put(String key, ObjectBody body, ObjectAttributes attributes) {
    store.putObject(object(key), attributes, body, WriteOptions.PLAIN);
  }

  void delete(String key) {
    store.deleteObjects(DemoStores.BUCKET, List.of(object(key)));
  }

  private void putInParts(String key, int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(7).nextBytes(bytes);
    MultipartUpload upload = store.createUpload(object(key), DRESSED, null);
    List<UploadedPart> parts = new ArrayList<>();
    for (int from = 0; from < size; from += PART) {
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(size, from + PART));
      parts.add(store.uploadPart(upload, parts.size() + 1, ObjectBody.of(part), PartChecksum.NONE));
    }
    store.completeUpload(upload, parts, WriteOptions.PLAIN);
  }

  private static ObjectRef object(String key) {
    return ObjectRef.current(DemoStores.BUCKET, ObjectKey.of(key));
  }
}
