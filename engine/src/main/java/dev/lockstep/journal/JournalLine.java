package dev.lockstep.journal;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A [JournalRecord] as a line of text: a checksum, a word, and fields, with tabs between them.
/// What is not plain in a field is percent-encoded, so that keys may hold any bytes.
final class JournalLine {
  private static final String PLAIN = "-._~/:+=*";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private JournalLine() {}

  /// The line, with its line end.
  static byte[] of(JournalRecord record) {
    String text =
        switch (record) {
          case JournalRecord.RunBegan it ->
              join("run", it.source(), it.destination(), it.settings(), it.at().toString());
          case JournalRecord.UploadIntended it ->
              join(
                  "intended",
                  it.target().bucket().value(),
                  it.target().key().toBytes(),
                  it.at().toString());
          case JournalRecord.UploadDropped it ->
              join("dropped", it.target().bucket().value(), it.target().key().toBytes());
          case JournalRecord.UploadBegan it ->
              join(
                  "began",
                  it.upload().target().bucket().value(),
                  it.upload().target().key().toBytes(),
                  it.upload().uploadId(),
                  it.recipe(),
                  text(it.upload().checksum()));
          case JournalRecord.PartStored it ->
              join(
                  "part",
                  it.uploadId(),
                  Integer.toString(it.part().number()),
                  it.part().etag().value(),
                  text(it.part().checksum()));
          case JournalRecord.UploadEnded it -> join("ended", it.uploadId());
          case JournalRecord.TrialsNamed it -> join("trials", it.beginning());
          case JournalRecord.TrialsRemoved it -> join("removed", it.beginning());
          case JournalRecord.RangeDone it -> {
            ObjectKey upTo = it.span().upTo();
            byte[] after = it.span().after().toBytes();
            yield upTo == null ? join("range", after) : join("range", after, upTo.toBytes());
          }
        };
    return (checksum(text) + "\t" + text + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static String join(String word, Object... fields) {
    StringBuilder text = new StringBuilder(word);
    for (Object field : fields) {
      byte[] bytes =
          field instanceof byte[] raw ? raw : field.toString().getBytes(StandardCharsets.UTF_8);
      text.append('\t');
      for (byte b : bytes) {
        char c = (char) (b & 0xff);
        if (Character.isLetterOrDigit(c) && c < 128 || PLAIN.indexOf(c) >= 0) {
          text.append(c);
        } else {
          text.append('%').append(HEX.toHexDigits(b));
        }
      }
    }
    return text.toString();
  }

  private static String text(@Nullable UploadChecksum checksum) {
    return checksum == null ? "" : checksum.algorithm() + " " + checksum.type();
  }

  private static String text(@Nullable Checksum checksum) {
    return checksum == null
        ? ""
        : checksum.algorithm() + " " + checksum.type() + " " + checksum.value();
  }

  private static @Nullable UploadChecksum uploadChecksum(byte[] field) {
    List<String> words = List.of(new String(field, StandardCharsets.UTF_8).split(" "));
    return field.length == 0
        ? null
        : new UploadChecksum(
            Checksum.Algorithm.valueOf(words.get(0)), Checksum.Type.valueOf(words.get(1)));
  }

  private static @Nullable Checksum checksum(byte[] field) {
    List<String> words = List.of(new String(field, StandardCharsets.UTF_8).split(" "));
    return field.length == 0
        ? null
        : new Checksum(
            Checksum.Algorithm.valueOf(words.get(0)),
            Checksum.Type.valueOf(words.get(1)),
            words.get(2));
  }

  private static String checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return HEX.toHexDigits((int) crc.getValue());
  }

  /// @param line without its line end
  /// @return null when the line is damaged: a record that was cut off, or changed
  static @Nullable JournalRecord parse(String line) {
    int tab = line.indexOf('\t');
    if (tab < 0 || !line.substring(0, tab).equals(checksum(line.substring(tab + 1)))) {
      return null;
    }
    List<String> words = List.of(line.substring(tab + 1).split("\t", -1));
    List<byte[]> fields = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      byte[] field = decode(word);
      if (field == null) {
        return null;
      }
      fields.add(field);
    }
    try {
      return record(words.getFirst(), fields);
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static byte @Nullable [] decode(String word) {
    byte[] bytes = new byte[word.length()];
    int count = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '%') {
        if (i + 2 >= word.length()
            || !HexFormat.isHexDigit(word.charAt(i + 1))
            || !HexFormat.isHexDigit(word.charAt(i + 2))) {
          return null;
        }
        bytes[count++] = (byte) HexFormat.fromHexDigits(word, i + 1, i + 3);
        i += 2;
      } else {
        bytes[count++] = (byte) c;
      }
    }
    return Arrays.copyOf(bytes, count);
  }

  private static @Nullable JournalRecord record(String word, List<byte[]> fields) {
    return switch (word) {
      case "run" ->
          new JournalRecord.RunBegan(
              text(fields, 0), text(fields, 1), text(fields, 2), Instant.parse(text(fields, 3)));
      case "intended" ->
          new JournalRecord.UploadIntended(target(fields), Instant.parse(text(fields, 2)));
      case "dropped" -> new JournalRecord.UploadDropped(target(fields));
      case "began" ->
          new JournalRecord.UploadBegan(
              new MultipartUpload(target(fields), text(fields, 2), uploadChecksum(fields.get(4))),
              text(fields, 3));
      case "part" ->
          new JournalRecord.PartStored(
              text(fields, 0),
              new UploadedPart(
                  Integer.parseInt(text(fields, 1)),
                  new ETag(text(fields, 2)),
                  checksum(fields.get(3))));
      case "ended" -> new JournalRecord.UploadEnded(text(fields, 0));
      case "trials" -> new JournalRecord.TrialsNamed(text(fields, 0));
      case "removed" -> new JournalRecord.TrialsRemoved(text(fields, 0));
      case "range" ->
          new JournalRecord.RangeDone(
              new KeySpan(key(fields, 0), fields.size() > 1 ? key(fields, 1) : null));
      default -> null;
    };
  }

  private static ObjectRef target(List<byte[]> fields) {
    return ObjectRef.current(new BucketName(text(fields, 0)), key(fields, 1));
  }

  private static ObjectKey key(List<byte[]> fields, int index) {
    byte[] bytes = fields.get(index);
    return ObjectKey.ofBytes(bytes, 0, bytes.length);
  }

  private static String text(List<byte[]> fields, int index) {
    return new String(fields.get(index), StandardCharsets.UTF_8);
  }
}
