package dev.lockstep.sandbox.face;

import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;

/// Says an error as S3 does.
final class ErrorAnswer {
  private ErrorAnswer() {}

  static HttpResponse of(Refusal refusal, HttpRequest request, String id) {
    int status = refusal.code().status();
    HttpResponse response;
    if (request.method().equals("HEAD") || refusal.code() == ErrorCode.NOT_MODIFIED) {
      response = new HttpResponse(status);
    } else {
      XmlText xml = new XmlText().open("Error");
      xml.element("Code", refusal.code().code()).element("Message", refusal.text());
      refusal.elements().forEach(xml::element);
      xml.element("Resource", request.path());
      xml.element("RequestId", id).element("HostId", "lockstep/sandbox/" + id);
      response = xml.close("Error").respond(status);
    }
    refusal.headers().forEach(response::header);
    return response;
  }
}
