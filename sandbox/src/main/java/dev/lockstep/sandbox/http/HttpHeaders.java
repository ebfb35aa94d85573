package dev.lockstep.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The headers of a request, in their order. Names are in lower case; a value is octets, one in
/// each `char`.
public final class HttpHeaders {
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  void add(String name, String value) {
    names.add(name.toLowerCase(Locale.ROOT));
    values.add(value);
  }

  /// The first header of this name; null when there is none.
  public @Nullable String first(String name) {
    int at = names.indexOf(name);
    return at < 0 ? null : values.get(at);
  }

  /// The first header of this name.
  public String first(String name, String otherwise) {
    String value = first(name);
    return value == null ? otherwise : value;
  }

  public boolean has(String name) {
    return names.contains(name);
  }

  public void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < names.size(); i++) {
      action.accept(names.get(i), values.get(i));
    }
  }

  /// All values of a name, as a signature joins them: with commas between.
  public String joined(String name) {
    String only = first(name);
    if (only == null || names.indexOf(name) == names.lastIndexOf(name)) {
      return only == null ? "" : only;
    }
    List<String> all = new ArrayList<>();
    forEach((each, value) -> {
      if (each.equals(name)) {
        all.add(value);
      }
    });
    return String.join(",", all);
  }
}
