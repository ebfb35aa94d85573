package dev.lockstep.cli;

import dev.lockstep.job.RunFailure;
import dev.lockstep.telemetry.JsonWriter;
import org.jspecify.annotations.Nullable;

/// Why a run ended early, as the member `error`.
final class RunFailureJson {
  private RunFailureJson() {}

  static void write(JsonWriter json, @Nullable RunFailure failure) {
    json.name("error");
    if (failure == null) {
      json.value(null);
    } else {
      json.beginObject()
          .member("code", failure.code())
          .member("message", failure.message())
          .endObject();
    }
  }
}
