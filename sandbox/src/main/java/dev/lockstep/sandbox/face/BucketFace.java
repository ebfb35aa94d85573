package dev.lockstep.sandbox.face;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.Bucket;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.Versioning;
import java.io.IOException;

/// Buckets.
final class BucketFace {
  private static final int LARGEST_CONFIGURATION = 1 << 20;

  private final SandboxStore store;

  BucketFace(SandboxStore store) {
    this.store = store;
  }

  HttpResponse list(S3Request request) {
    if (request.caller().anonymous()) {
      throw new Refusal(ErrorCode.ACCESS_DENIED);
    }
    XmlText xml = new XmlText().root("ListAllMyBucketsResult");
    xml.open("Owner").element("ID", request.caller().id());
    xml.element("DisplayName", request.caller().displayName()).close("Owner").open("Buckets");
    for (Bucket bucket : store.buckets(request.caller())) {
      xml.open("Bucket").element("Name", bucket.name().value());
      xml.element("CreationDate", IsoTime.format(bucket.created())).close("Bucket");
    }
    return xml.close("Buckets").close("ListAllMyBucketsResult").respond(200);
  }

  HttpResponse create(S3Request request) throws IOException {
    if (request.caller().anonymous()) {
      throw new Refusal(ErrorCode.ACCESS_DENIED);
    }
    byte[] body = ArrivedBody.readShort(request, LARGEST_CONFIGURATION);
    if (body.length > 0) {
      checkLocation(XmlElement.parse(body, "CreateBucketConfiguration"));
    }
    AccessControl acl = AclText.ofHeaders(request.headers(), request.caller(), request.caller());
    if (request.headers().first("x-amz-bucket-object-lock-enabled", "").equalsIgnoreCase("true")) {
      store.createLockingBucket(request.caller(), request.bucket(), acl);
    } else {
      store.createBucket(request.caller(), request.bucket(), acl);
    }
    return new HttpResponse(200).header("Location", "/" + request.bucket());
  }

  private void checkLocation(XmlElement configuration) {
    String location = configuration.childText("LocationConstraint");
    if (location != null && !location.isEmpty() && !location.equals(store.region())) {
      throw new Refusal(
          ErrorCode.ILLEGAL_LOCATION,
          "The "
              + location
              + " location constraint is incompatible for the region specific endpoint this request"
              + " was sent to.");
    }
  }

  HttpResponse delete(S3Request request) {
    store.deleteBucket(request.caller(), request.bucket());
    return new HttpResponse(204);
  }

  HttpResponse head(S3Request request) {
    store.listable(request.caller(), request.bucket());
    return new HttpResponse(200).header("x-amz-bucket-region", store.region());
  }

  HttpResponse location(S3Request request) {
    store.ownBucket(request.caller(), request.bucket());
    boolean unnamed = store.region().equals(SandboxStore.DEFAULT_REGION);
    XmlText xml = new XmlText().root("LocationConstraint");
    return xml.text(unnamed ? "" : store.region()).close("LocationConstraint").respond(200);
  }

  HttpResponse fetchVersioning(S3Request request) {
    Versioning versioning = store.ownBucket(request.caller(), request.bucket()).versioning();
    XmlText xml = new XmlText().root("VersioningConfiguration");
    if (versioning != Versioning.OFF) {
      xml.element("Status", versioning.wireName());
    }
    return xml.close("VersioningConfiguration").respond(200);
  }

  HttpResponse putVersioning(S3Request request) throws IOException {
    byte[] body = ArrivedBody.readShort(request, LARGEST_CONFIGURATION);
    XmlElement root = XmlElement.parse(body, "VersioningConfiguration");
    String status = root.requiredText("Status");
    Versioning versioning =
        switch (status) {
          case "Enabled" -> Versioning.ENABLED;
          case "Suspended" -> Versioning.SUSPENDED;
          default -> throw new Refusal(ErrorCode.MALFORMED_XML);
        };
    store.setVersioning(request.caller(), request.bucket(), versioning);
    return new HttpResponse(200);
  }

  HttpResponse fetchAcl(S3Request request) {
    return AclText.write(store.fetchBucketAcl(request.caller(), request.bucket()));
  }

  HttpResponse putAcl(S3Request request) throws IOException {
    Bucket bucket = store.bucket(request.bucket());
    AccessControl acl = AclText.ofRequest(request, bucket.owner(), bucket.owner().id());
    store.putBucketAcl(request.caller(), request.bucket(), acl);
    return new HttpResponse(200);
  }
}
