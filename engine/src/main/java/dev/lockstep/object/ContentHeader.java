package dev.lockstep.object;

/// The headers that S3 keeps with an object and gives back as they were set.
public enum ContentHeader {
  CACHE_CONTROL("cache-control"),
  CONTENT_DISPOSITION("content-disposition"),
  CONTENT_ENCODING("content-encoding"),
  CONTENT_LANGUAGE("content-language"),
  CONTENT_TYPE("content-type"),
  EXPIRES("expires"),
  WEBSITE_REDIRECT("x-amz-website-redirect-location");

  private final String headerName;

  ContentHeader(String headerName) {
    this.headerName = headerName;
  }

  /// The name on the wire, in lower case.
  public String headerName() {
    return headerName;
  }
}
