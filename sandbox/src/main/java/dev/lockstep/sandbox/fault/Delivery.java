package dev.lockstep.sandbox.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.BooleanSupplier;

/// How an answer goes to a client: as it should, or with a connection that breaks on the way.
///
/// @param head whether a HEAD was asked, to which no body belongs
record Delivery(Socket client, InputStream in, boolean head) {
  /// Whether there is something of the answer that could break.
  static boolean suits(Fault.Breakage fault, HttpMessage answer) {
    return !fault.ofBody() || fault == Fault.Breakage.BODY_TOO_LONG || answer.body().length > 0;
  }

  /// @return whether the connection serves another request
  boolean whole(HttpMessage answer) throws IOException {
    client.getOutputStream().write(answer.bytes());
    return true;
  }

  /// Asks between the two halves of an answer whether the other one is to follow.
  ///
  /// @return whether the connection serves another request
  boolean inHalves(HttpMessage answer, BooleanSupplier goesOn) throws IOException {
    byte[] bytes = answer.bytes();
    int half = answer.head().length + answer.body().length / 2;
    OutputStream out = client.getOutputStream();
    out.write(bytes, 0, half);
    if (!goesOn.getAsBoolean()) {
      return false;
    }
    out.write(bytes, half, bytes.length - half);
    return true;
  }

  /// An answer whose length is not told: that of a GET ends with the connection.
  boolean withoutEnd(HttpMessage answer) throws IOException {
    return whole(answer) && head;
  }

  /// @return whether the connection serves another request
  boolean broken(Fault.Breakage fault, HttpMessage answer) throws IOException {
    if (!suits(fault, answer)) {
      return whole(answer);
    }
    OutputStream out = client.getOutputStream();
    byte[] bytes = answer.bytes();
    int half = answer.head().length + answer.body().length / 2;
    return switch (fault) {
      case REFUSED, CLOSED_AFTER_HEAD, STALLED -> false;
      case RESET_BEFORE_ANSWER -> {
        client.setSoLinger(true, 0);
        yield false;
      }
      case HEAD_CUT -> {
        out.write(bytes, 0, answer.head().length / 2);
        yield false;
      }
      case BODY_CUT -> {
        out.write(bytes, 0, half);
        yield false;
      }
      case BODY_STALLED -> {
        out.write(bytes, 0, half);
        yield FaultProxy.isHungUp(in);
      }
      case CHUNKED_CUT -> {
        HttpMessage chunked = answer.without("content-length").with("transfer-encoding", "chunked");
        out.write(chunked.head());
        out.write((Integer.toHexString(answer.body().length) + "\r\n").getBytes(US_ASCII));
        out.write(answer.body());
        out.write("\r\n".getBytes(US_ASCII));
        yield false;
      }
      case BODY_TOO_LONG -> {
        out.write(bytes);
        out.write("and more than was told".getBytes(US_ASCII));
        yield true;
      }
      case CLOSED_IDLE -> {
        out.write(bytes);
        yield false;
      }
    };
  }
}
