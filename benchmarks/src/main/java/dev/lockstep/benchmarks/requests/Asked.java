package dev.lockstep.benchmarks.requests;

/// What an operation asks for.
///
/// @param copySource empty for none
record Asked(String method, String path, String query, String copySource, int bodyLength) {
  private static final String OBJECT = "/" + Target.BUCKET + "/" + Target.KEY;
  private static final Asked PUT = new Asked("PUT", OBJECT, "", "", Operation.OBJECT_BYTES);
  private static final Asked GET = new Asked("GET", OBJECT, "", "", 0);
  private static final Asked HEAD = new Asked("HEAD", OBJECT, "", "", 0);
  private static final Asked COPY =
      new Asked("PUT", OBJECT, "", Target.BUCKET + "/" + Target.KEY, 0);
  private static final Asked LIST =
      new Asked("GET", "/" + Target.BUCKET, "encoding-type=url&list-type=2&max-keys=1000", "", 0);

  static Asked by(Operation operation) {
    return switch (operation) {
      case PUT -> PUT;
      case GET -> GET;
      case HEAD -> HEAD;
      case COPY -> COPY;
      case LIST -> LIST;
    };
  }
}
