package dev.lockstep.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hears of SIGINT (Ctrl-C) and SIGTERM in place of the Java runtime, which would end the process
/// at the first and not hear of a second. [#close] gives them back.
///
/// The runtime's own class for this, `sun.misc.Signal`, is supported but not documented, so it is
/// reached by reflection; where it is missing, signals do what they always do.
final class ProcessSignals implements Signals.Ear {
  private final Map<String, Object> before = new LinkedHashMap<>();

  /// @param heard called at each signal, by a thread of the runtime's
  ProcessSignals(Runnable heard) {
    for (String name : List.of("INT", "TERM")) {
      listen(name, heard);
    }
  }

  private void listen(String name, Runnable heard) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler calls =
          (proxy, method, arguments) -> {
            heard.run();
            return null;
          };
      before.put(
          name,
          install(
              name,
              Proxy.newProxyInstance(
                  ProcessSignals.class.getClassLoader(), new Class<?>[] {handler}, calls)));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Then a signal ends the process as it always does, and the journal tells the next run.
    }
  }

  private static Object install(String name, Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
    return handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }

  @Override
  public void close() {
    before.forEach((name, handler) -> {
      try {
        install(name, handler);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("What could be set can be set back", e);
      }
    });
  }
}
