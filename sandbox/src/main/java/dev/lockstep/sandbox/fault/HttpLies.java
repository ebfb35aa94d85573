package dev.lockstep.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers of HTTP that a fault makes: without asking the server, or out of what it answered.
final class HttpLies {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
  private static final Pattern XML_ETAG = Pattern.compile("<ETag>.*?</ETag>");

  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>");
  private static final byte[] NOTHING = {};

  private final InstantSource clock;
  private final String stranger;

  /// @param stranger the URL of a server that nobody should follow a redirect to
  HttpLies(InstantSource clock, String stranger) {
    this.clock = clock;
    this.stranger = stranger;
  }

  /// What is answered without asking the server; null when the server is to be asked.
  @Nullable HttpMessage instead(Fault fault, S3Question question) {
    return switch (fault) {
      case Fault.Status status -> refusal(status, question);
      case Fault.Lie lie -> instead(lie, question);
      case Fault.Breakage _, Fault.Paging _ -> null;
    };
  }

  private HttpMessage refusal(Fault.Status fault, S3Question question) {
    boolean bare = fault == Fault.Status.BARE_UNAVAILABLE;
    HttpMessage answer = answer(question, fault.status(), bare ? "" : error(fault.code()));
    if (fault != Fault.Status.CLOCK_SKEWED) {
      return answer;
    }
    Instant ahead = clock.instant().plus(Duration.ofHours(1));
    return answer.with(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ahead.atOffset(ZoneOffset.UTC)));
  }

  private @Nullable HttpMessage instead(Fault.Lie fault, S3Question question) {
    return switch (fault) {
      case ERROR_IN_SUCCESS -> answer(question, 200, error("InternalError"));
      case ERROR_OF_A_KEY -> answer(question, 200, errorsOfKeys(question));
      case XML_BOMB -> answer(question, 200, bomb());
      case WEB_PAGE ->
          answer(question, 200, "<!DOCTYPE html><html><body>Please <b>log in</b></body></html>")
              .with("content-type", "text/html");
      case REDIRECT_TO_ITSELF ->
          answer(question, 301, error("PermanentRedirect")).with("location", question.path());
      case REDIRECT_IN_A_CIRCLE -> {
        boolean there = question.path().endsWith("-");
        yield answer(question, 307, error("TemporaryRedirect"))
            .with("location", there ? "/back" : question.path() + "-");
      }
      case REDIRECT_ELSEWHERE ->
          answer(question, 307, error("TemporaryRedirect"))
              .with("location", stranger + question.path());
      case BLANKS_FIRST,
          OTHER_ETAG,
          BIT_FLIPPED_IN_READ,
          BIT_FLIPPED_IN_WRITE,
          BROKEN_XML,
          NO_ETAG,
          NO_LENGTH,
          WHOLE_FOR_RANGE,
          OTHER_RANGE ->
          null;
    };
  }

  private static HttpMessage answer(S3Question question, int status, String body) {
    HttpMessage answer =
        new HttpMessage(
                "HTTP/1.1 " + status + " Fault", List.of("content-type: application/xml"), NOTHING)
            .withBody(body.getBytes(UTF_8));
    return question.isHead() ? new HttpMessage(answer.start(), answer.headers(), NOTHING) : answer;
  }

  private static String error(String code) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
        + code
        + "</Code><Message>a test wants it</Message><RequestId>fault</RequestId></Error>";
  }

  /// Refuses each key of a DeleteObjects, which it does not do either.
  private static String errorsOfKeys(S3Question question) {
    Matcher key = KEY.matcher(new String(question.request().body(), UTF_8));
    StringBuilder errors = new StringBuilder("<DeleteResult>");
    while (key.find()) {
      errors
          .append("<Error><Key>")
          .append(key.group(1))
          .append("</Key><Code>AccessDenied</Code><Message>a test wants it</Message></Error>");
    }
    return errors.append("</DeleteResult>").toString();
  }

  private static String bomb() {
    StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE bomb [");
    bomb.append("<!ENTITY a0 \"boom\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a").append(i).append(" \"");
      bomb.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
    }
    return bomb.append("]><ListBucketResult>&a29;</ListBucketResult>").toString();
  }

  /// What is made of the server's answer; null where the fault has nothing to do with it.
  static @Nullable HttpMessage changed(Fault.Lie fault, S3Question question, HttpMessage answer) {
    if (answer.status() / 100 != 2) {
      return null;
    }
    byte[] body = answer.body();
    return switch (fault) {
      case BLANKS_FIRST ->
          answer.withBody((" \n".repeat(400) + new String(body, UTF_8)).getBytes(UTF_8));
      case BROKEN_XML ->
          body.length < 2 ? null : answer.withBody(Arrays.copyOf(body, body.length / 2));
      case OTHER_ETAG -> withEtag(answer, '"' + PortLies.OTHER_ETAG + '"');
      case NO_ETAG -> withEtag(answer, null);
      case BIT_FLIPPED_IN_READ ->
          body.length == 0
              ? null
              : new HttpMessage(answer.start(), answer.headers(), PortLies.flip(body.clone()));
      case NO_LENGTH -> answer.without("content-length");
      case WHOLE_FOR_RANGE -> whole(answer);
      case OTHER_RANGE -> question.range() == null ? null : otherRange(answer);
      case ERROR_IN_SUCCESS,
          ERROR_OF_A_KEY,
          BIT_FLIPPED_IN_WRITE,
          XML_BOMB,
          WEB_PAGE,
          REDIRECT_TO_ITSELF,
          REDIRECT_IN_A_CIRCLE,
          REDIRECT_ELSEWHERE ->
          null;
    };
  }

  private static @Nullable HttpMessage withEtag(HttpMessage answer, @Nullable String etag) {
    String text = new String(answer.body(), UTF_8);
    if (answer.header("etag") == null && !text.contains("<ETag>")) {
      return null;
    }
    if (answer.header("etag") != null) {
      return etag == null ? answer.without("etag") : answer.with("etag", etag);
    }
    String element = etag == null ? "" : "<ETag>" + etag + "</ETag>";
    return answer.withBody(XML_ETAG.matcher(text).replaceAll(element).getBytes(UTF_8));
  }

  /// The server was asked for a range and gave it: it stands where it belongs, amid zeros.
  private static @Nullable HttpMessage whole(HttpMessage answer) {
    Matcher range = range(answer);
    if (range == null) {
      return null;
    }
    byte[] all = new byte[Integer.parseInt(range.group(3))];
    int from = Integer.parseInt(range.group(1));
    System.arraycopy(
        answer.body(), 0, all, from, Math.min(answer.body().length, all.length - from));
    return answer.without("content-range").withStart("HTTP/1.1 200 OK").withBody(all);
  }

  private static @Nullable HttpMessage otherRange(HttpMessage answer) {
    Matcher range = range(answer);
    if (range == null) {
      return null;
    }
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    long step = first > 0 ? -1 : 1;
    long whole = Math.max(Long.parseLong(range.group(3)), last + step + 1);
    return answer.with(
        "content-range", "bytes " + (first + step) + "-" + (last + step) + "/" + whole);
  }

  private static @Nullable Matcher range(HttpMessage answer) {
    String value = answer.header("content-range");
    Matcher range = CONTENT_RANGE.matcher(value == null ? "" : value);
    return range.matches() ? range : null;
  }
}
