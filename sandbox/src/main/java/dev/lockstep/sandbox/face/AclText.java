package dev.lockstep.sandbox.face;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grant;
import dev.lockstep.endpoint.AccessControl.Grantee;
import dev.lockstep.sandbox.http.HttpHeaders;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.CannedAcl;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Access control lists as headers and as XML.
final class AclText {
  private static final String XSI = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
  private static final Set<String> PERMISSIONS =
      Set.of("FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP");
  private static final int LARGEST = 1 << 20;

  private AclText() {}

  /// The list that the headers of a request ask for; private when they ask for none.
  static AccessControl ofHeaders(HttpHeaders headers, Account owner, Account bucketOwner) {
    List<Grant> grants = new ArrayList<>();
    headers.forEach((name, value) -> {
      if (name.startsWith("x-amz-grant-")) {
        addGrants(name, value, grants);
      }
    });
    String canned = headers.first("x-amz-acl");
    if (grants.isEmpty()) {
      return CannedAcl.named(canned == null ? "private" : canned, owner, bucketOwner);
    }
    if (canned != null) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "Specifying both Canned ACLs and Header Grants is not allowed");
    }
    return new AccessControl(owner.id(), grants);
  }

  private static void addGrants(String header, String value, List<Grant> grants) {
    String permission =
        switch (header) {
          case "x-amz-grant-full-control" -> "FULL_CONTROL";
          case "x-amz-grant-read" -> "READ";
          case "x-amz-grant-write" -> "WRITE";
          case "x-amz-grant-read-acp" -> "READ_ACP";
          case "x-amz-grant-write-acp" -> "WRITE_ACP";
          default -> throw new Refusal(ErrorCode.NOT_IMPLEMENTED).with("Header", header);
        };
    for (String one : value.split(",", -1)) {
      int equals = one.indexOf('=');
      String kind = equals < 0 ? "" : one.substring(0, equals).strip();
      String who = equals < 0 ? "" : one.substring(equals + 1).strip().replace("\"", "");
      Grantee grantee =
          switch (kind) {
            case "id" -> new Grantee.CanonicalUser(who);
            case "uri" -> new Grantee.Group(who);
            case "emailAddress" -> new Grantee.Email(who);
            default -> throw Refusal.argument(header, value, "Argument format not recognized");
          };
      grants.add(new Grant(grantee, permission));
    }
  }

  /// The list that a request's body or its headers tell.
  static AccessControl ofRequest(S3Request request, Account bucketOwner, String ownerId)
      throws IOException {
    byte[] body = ArrivedBody.readShort(request, LARGEST);
    if (body.length == 0) {
      AccessControl asked = ofHeaders(request.headers(), request.caller(), bucketOwner);
      return new AccessControl(ownerId, asked.grants());
    }
    XmlElement root = XmlElement.parse(body, "AccessControlPolicy");
    XmlElement list = root.child("AccessControlList");
    XmlElement owner = root.child("Owner");
    if (list == null || owner == null) {
      throw new Refusal(ErrorCode.MALFORMED_ACL);
    }
    if (!owner.requiredText("ID").equals(ownerId)) {
      throw new Refusal(ErrorCode.ACCESS_DENIED);
    }
    return new AccessControl(ownerId, list.children("Grant").stream().map(AclText::grant).toList());
  }

  private static Grant grant(XmlElement element) {
    XmlElement grantee = element.child("Grantee");
    String permission = element.requiredText("Permission");
    if (grantee == null || !PERMISSIONS.contains(permission)) {
      throw new Refusal(ErrorCode.MALFORMED_ACL);
    }
    Grantee who =
        switch (grantee.type()) {
          case "CanonicalUser" -> new Grantee.CanonicalUser(grantee.requiredText("ID"));
          case "Group" -> new Grantee.Group(grantee.requiredText("URI"));
          case "AmazonCustomerByEmail" -> new Grantee.Email(grantee.requiredText("EmailAddress"));
          default -> throw new Refusal(ErrorCode.MALFORMED_ACL);
        };
    return new Grant(who, permission);
  }

  static HttpResponse write(AccessControl acl) {
    XmlText xml = new XmlText().root("AccessControlPolicy");
    xml.open("Owner").element("ID", acl.ownerId()).close("Owner").open("AccessControlList");
    for (Grant grant : acl.grants()) {
      xml.open("Grant");
      switch (grant.grantee()) {
        case Grantee.CanonicalUser(String id) -> grantee(xml, "CanonicalUser").element("ID", id);
        case Grantee.Group(String uri) -> grantee(xml, "Group").element("URI", uri);
        case Grantee.Email(String address) ->
            grantee(xml, "AmazonCustomerByEmail").element("EmailAddress", address);
      }
      xml.close("Grantee").element("Permission", grant.permission()).close("Grant");
    }
    return xml.close("AccessControlList").close("AccessControlPolicy").respond(200);
  }

  private static XmlText grantee(XmlText xml, String type) {
    return xml.open("Grantee", XSI + " xsi:type=\"" + type + "\"");
  }
}
