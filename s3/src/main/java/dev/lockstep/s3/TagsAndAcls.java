package dev.lockstep.s3;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.AccessControl.Grant;
import dev.lockstep.endpoint.AccessControl.Grantee;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.xml.XmlElement;
import dev.lockstep.s3.xml.XmlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object's tags and access control list, which have requests of their own.
final class TagsAndAcls {
  private static final String XML = "application/xml";
  // What stores answer, some with status 404, where an object has no tags.
  private static final Set<String> NO_TAGS = Set.of("NoSuchTagSet", "NoSuchTagSetError");

  private final Requester requester;

  TagsAndAcls(Requester requester) {
    this.requester = requester;
  }

  Map<String, String> fetchTags(ObjectRef object) {
    S3Call call =
        S3Call.of("GetObjectTagging", "GET", object, Manner.READ)
            .query(Query.resource("tagging", object.version()));
    try (Answer answer = requester.send(call)) {
      XmlElement set = answer.document("Tagging").child("TagSet");
      Map<String, String> tags = new HashMap<>();
      for (XmlElement tag : set == null ? List.<XmlElement>of() : set.all("Tag")) {
        tags.put(tag.textOr("Key", ""), tag.textOr("Value", ""));
      }
      return tags;
    } catch (StoreException e) {
      if (NO_TAGS.contains(e.failure().detail().code())) {
        return Map.of();
      }
      throw e;
    }
  }

  void putTags(ObjectRef object, Map<String, String> tags) {
    XmlText xml = XmlText.root("Tagging").open("TagSet");
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      xml.open("Tag").element("Key", tag.getKey()).element("Value", tag.getValue()).close("Tag");
    }
    byte[] document = xml.close("TagSet").close("Tagging").bytes();
    put(S3Call.of("PutObjectTagging", "PUT", object, Manner.WRITE), "tagging", object, document);
  }

  private void put(S3Call call, String resource, ObjectRef object, byte[] document) {
    call.query(Query.resource(resource, object.version())).document(document);
    try (Answer answer = requester.send(call.header("content-type", XML))) {
      answer.expectNothing();
    }
  }

  AccessControl fetchAcl(ObjectRef object) {
    S3Call call =
        S3Call.of("GetObjectAcl", "GET", object, Manner.READ)
            .query(Query.resource("acl", object.version()));
    try (Answer answer = requester.send(call)) {
      XmlElement policy = answer.document("AccessControlPolicy");
      XmlElement owner = policy.child("Owner");
      XmlElement list = policy.child("AccessControlList");
      List<Grant> grants = new ArrayList<>();
      for (XmlElement grant : list == null ? List.<XmlElement>of() : list.all("Grant")) {
        grants.add(new Grant(grantee(grant.child("Grantee")), grant.textOr("Permission", "")));
      }
      return new AccessControl(owner == null ? "" : owner.textOr("ID", ""), grants);
    }
  }

  /// A store without users names none: then the id is empty, as the owner's is.
  private static Grantee grantee(@Nullable XmlElement element) {
    if (element == null) {
      return new Grantee.CanonicalUser("");
    }
    String uri = element.textOf("URI");
    String address = element.textOf("EmailAddress");
    if (uri != null) {
      return new Grantee.Group(uri);
    }
    return address == null
        ? new Grantee.CanonicalUser(element.textOr("ID", ""))
        : new Grantee.Email(address);
  }

  void putAcl(ObjectRef object, AccessControl acl) {
    XmlText xml = XmlText.root("AccessControlPolicy");
    xml.open("Owner").element("ID", acl.ownerId()).close("Owner");
    xml.open("AccessControlList");
    for (Grant grant : acl.grants()) {
      xml.open("Grant");
      switch (grant.grantee()) {
        case Grantee.CanonicalUser user ->
            xml.openTyped("Grantee", "CanonicalUser").element("ID", user.id());
        case Grantee.Group group -> xml.openTyped("Grantee", "Group").element("URI", group.uri());
        case Grantee.Email email ->
            xml.openTyped("Grantee", "AmazonCustomerByEmail")
                .element("EmailAddress", email.address());
      }
      xml.close("Grantee").element("Permission", grant.permission()).close("Grant");
    }
    byte[] document = xml.close("AccessControlList").close("AccessControlPolicy").bytes();
    put(S3Call.of("PutObjectAcl", "PUT", object, Manner.WRITE), "acl", object, document);
  }
}
