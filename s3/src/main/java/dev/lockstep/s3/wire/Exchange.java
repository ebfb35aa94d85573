package dev.lockstep.s3.wire;

/// A request that has an answer, whose body may still be to be read. To be closed in any case.
public final class Exchange implements AutoCloseable {
  private final Connections connections;
  private final Connection connection;
  private final AnswerBody body;
  private final boolean repeated;
  private boolean closed;

  Exchange(Connections connections, Connection connection, AnswerBody body, boolean repeated) {
    this.connections = connections;
    this.connection = connection;
    this.body = body;
    this.repeated = repeated;
  }

  /// Whether the request was sent once before over a connection that broke before the answer: it
  /// may have been done twice.
  public boolean repeated() {
    return repeated;
  }

  /// Not to be used after [#close].
  public AnswerHead head() {
    return connection.head();
  }

  /// Whether the server has answered before the request's body was sent, so that it is still whole.
  public boolean bodyUnsent() {
    return connection.bodyUnsent();
  }

  public AnswerBody body() {
    return body;
  }

  /// Gives the connection back when the body was read to its end, else ends it.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      body.close();
      connections.release(connection, body.ended() && !body.unframed());
    }
  }
}
