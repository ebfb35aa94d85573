package dev.lockstep.sandbox.fault;

import dev.lockstep.telemetry.RequestKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request to an S3 server, in path style, asks for.
record S3Question(HttpMessage request, String method, String path, Map<String, String> query) {
  static S3Question of(HttpMessage request) {
    String[] line = request.start().split(" ", 3);
    String[] target = line[1].split("\\?", 2);
    Map<String, String> query = new HashMap<>();
    if (target.length > 1) {
      for (String pair : target[1].split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return new S3Question(request, line[0], target[0], query);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  String bucket() {
    int slash = path.indexOf('/', 1);
    return slash < 0 ? path.substring(1) : path.substring(1, slash);
  }

  String key() {
    int slash = path.indexOf('/', 1);
    return slash < 0 ? "" : decoded(path.substring(slash + 1));
  }

  String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  @Nullable String range() {
    return request.header("range");
  }

  Asked asked() {
    RequestKind kind = kind();
    String detail = "";
    if (kind == RequestKind.LIST) {
      detail = listed();
    } else if (kind == RequestKind.MULTIPART_PART || kind == RequestKind.MULTIPART_COPY) {
      detail = "part " + parameter("partNumber");
    } else if (kind == RequestKind.GET) {
      String range = range();
      detail = range == null ? "part " + parameter("partNumber") : range;
    }
    return new Asked(kind, key(), detail);
  }

  private String listed() {
    String token = parameter("continuation-token");
    String place = token.isEmpty() ? "after " + parameter("start-after") : token;
    return place + " " + parameter("max-keys");
  }

  private RequestKind kind() {
    boolean ofBucket = key().isEmpty();
    return switch (method) {
      case "GET" -> {
        if (query.containsKey("tagging")) {
          yield RequestKind.TAGS_GET;
        } else if (query.containsKey("acl")) {
          yield RequestKind.ACL_GET;
        } else if (query.containsKey("retention")) {
          yield RequestKind.RETENTION_GET;
        } else if (query.containsKey("legal-hold")) {
          yield RequestKind.LEGAL_HOLD_GET;
        } else if (query.containsKey("uploads")) {
          yield RequestKind.MULTIPART_LIST;
        } else if (query.containsKey("versions")) {
          yield RequestKind.LIST_VERSIONS;
        } else if (!ofBucket) {
          yield RequestKind.GET;
        }
        yield query.containsKey("list-type") ? RequestKind.LIST : RequestKind.BUCKET;
      }
      case "HEAD" -> ofBucket ? RequestKind.BUCKET : RequestKind.HEAD;
      case "PUT" -> ofBucket ? RequestKind.BUCKET : kindOfPut();
      case "POST" -> {
        if (query.containsKey("delete")) {
          yield RequestKind.DELETE;
        }
        yield query.containsKey("uploads")
            ? RequestKind.MULTIPART_CREATE
            : RequestKind.MULTIPART_COMPLETE;
      }
      case "DELETE" ->
          query.containsKey("uploadId") ? RequestKind.MULTIPART_ABORT : RequestKind.DELETE;
      default -> RequestKind.BUCKET;
    };
  }

  private RequestKind kindOfPut() {
    boolean copies = request.header("x-amz-copy-source") != null;
    if (query.containsKey("tagging")) {
      return RequestKind.TAGS_PUT;
    } else if (query.containsKey("acl")) {
      return RequestKind.ACL_PUT;
    } else if (query.containsKey("partNumber")) {
      return copies ? RequestKind.MULTIPART_COPY : RequestKind.MULTIPART_PART;
    }
    return copies ? RequestKind.COPY : RequestKind.PUT;
  }
}
