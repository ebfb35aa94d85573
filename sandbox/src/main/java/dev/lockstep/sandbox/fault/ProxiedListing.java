package dev.lockstep.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.telemetry.RequestKind;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server's listings in small pages, honest or not. The server gives a page of up to 1,000 rows,
/// which is cut here; so no request is needed that nobody has signed.
final class ProxiedListing {
  private static final Pattern ROW = Pattern.compile("(?s)<Contents>.*?</Contents>");
  private static final Pattern SIZE = Pattern.compile("<Size>(\\d+)</Size>");

  /// Everything that says where the listing goes on; and how many rows there are.
  private static final Pattern PAGING =
      Pattern.compile(
          "(?s)<(IsTruncated|NextContinuationToken|ContinuationToken|KeyCount)(/>|>.*?</\\1>)");

  private record Snapshot(HttpMessage answer, String document, LyingPages<String> pages) {}

  private final int pageSize;
  private final Map<String, Snapshot> begun = new ConcurrentHashMap<>();

  ProxiedListing(int pageSize) {
    this.pageSize = pageSize;
  }

  static boolean isWholePage(S3Question question) {
    return question.asked().kind() == RequestKind.LIST
        && question.parameter("max-keys").equals("1000");
  }

  /// The page that a token of ours stands for; null for any other request.
  @Nullable HttpMessage continued(S3Question question) {
    String token = question.parameter("continuation-token");
    return LyingPages.number(token) < 0 ? null : page(question, null);
  }

  /// What a fault makes of a page that was given; null where it has nothing to do there.
  @Nullable HttpMessage faulty(S3Question question, Fault.Paging fault) {
    return page(question, fault);
  }

  private static String place(S3Question question) {
    String token = question.parameter("continuation-token");
    return LyingPages.number(token) >= 0
        ? LyingPages.placeOf(token)
        : FaultyListing.place(
            question.bucket(), question.parameter("prefix"), question.parameter("start-after"));
  }

  private @Nullable HttpMessage page(S3Question question, Fault.@Nullable Paging fault) {
    String token = question.parameter("continuation-token");
    int number = Math.max(0, LyingPages.number(token));
    Snapshot snapshot = begun.get(place(question));
    if (snapshot == null) {
      return null;
    }
    LyingPages.Page<String> page =
        fault == null
            ? snapshot.pages().honest(number)
            : snapshot.pages().faulty(fault, number, number == 0 ? null : token);
    return page == null ? null : snapshot.answer().withBody(xml(snapshot, page).getBytes(UTF_8));
  }

  /// The first page of what a server has answered.
  @Nullable HttpMessage first(S3Question question, HttpMessage answer) {
    String document = new String(answer.body(), UTF_8);
    boolean encoded = document.contains("<EncodingType>url</EncodingType>");
    List<String> rows = new ArrayList<>();
    Matcher row = ROW.matcher(document);
    while (row.find()) {
      rows.add(row.group());
    }
    String prefix = question.parameter("prefix");
    String place = place(question);
    begun.put(
        place,
        new Snapshot(
            answer,
            document,
            new LyingPages<>(new XmlRows(encoded), rows, pageSize, prefix, place)));
    return page(question, null);
  }

  private static String xml(Snapshot snapshot, LyingPages.Page<String> page) {
    String document = snapshot.document();
    int end = document.lastIndexOf("</ListBucketResult>");
    String start =
        PAGING.matcher(ROW.matcher(document.substring(0, end)).replaceAll("")).replaceAll("");
    StringBuilder xml = new StringBuilder(start);
    if (page.truncated() != null) {
      xml.append("<IsTruncated>").append(page.truncated()).append("</IsTruncated>");
    }
    if (page.token() != null) {
      xml.append("<NextContinuationToken>").append(page.token()).append("</NextContinuationToken>");
    }
    xml.append("<KeyCount>").append(page.rows().size()).append("</KeyCount>");
    return xml.append(String.join("", page.rows())).append("</ListBucketResult>").toString();
  }

  /// @param encoded whether keys are written as in URLs
  private record XmlRows(boolean encoded) implements LyingPages.Rows<String> {
    @Override
    public String key(String row) {
      String key = row.substring(row.indexOf("<Key>") + 5, row.indexOf("</Key>"));
      return encoded ? URLDecoder.decode(key, UTF_8) : key;
    }

    @Override
    public String withKey(String row, String key) {
      String written = encoded ? URLEncoder.encode(key, UTF_8) : key;
      return row.substring(0, row.indexOf("<Key>") + 5)
          + written
          + row.substring(row.indexOf("</Key>"));
    }

    @Override
    public String withAnotherSize(String row) {
      return SIZE.matcher(row)
          .replaceFirst(size -> "<Size>" + (Long.parseLong(size.group(1)) + 1) + "</Size>");
    }
  }
}
