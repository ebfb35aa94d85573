package dev.lockstep.s3.xml;

/// An answer is not the document that it should be.
public final class XmlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public XmlException(String message) {
    super(message);
  }

  XmlException(String message, Throwable cause) {
    super(message, cause);
  }
}
