package dev.lockstep.process;

import dev.lockstep.cli.Main;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The program in a process of its own, which sees nothing of AWS and of proxies but what it is
/// given. What it says is in the files `out` and `err` of a folder.
///
/// @param variables the environment, as far as it matters here
public record LockstepProcess(Path folder, Map<String, String> variables) {
  /// A store, served to whoever has the keys of [#profile(String, SandboxServer)].
  public static SandboxServer serve(SandboxStore store) {
    return SandboxServer.start(
        store, List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);
  }

  /// A profile for AWS's configuration.
  public static String profile(String name, SandboxServer server) {
    return profile(name, server.endpoint(), "us-east-1", "access", "secret");
  }

  public static String profile(
      String name, URI endpoint, String region, String access, String secret) {
    return """
    [profile %s]
    endpoint_url = %s
    region = %s
    aws_access_key_id = %s
    aws_secret_access_key = %s
    s3 =
      addressing_style = path
    """
        .formatted(name, endpoint, region, access, secret);
  }

  /// @param config AWS's configuration
  Process start(String config, List<String> arguments) throws IOException {
    return start(config, List.of(), arguments);
  }

  /// The same, where no file may become larger than so many blocks of 512 bytes: a disk that is
  /// full, for whoever is not root.
  Process startWithFilesUpTo(int blocks, String config, List<String> arguments) throws IOException {
    List<String> limited = List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh");
    return start(config, limited, List.of("-XX:-UsePerfData"), arguments);
  }

  /// @param options of the Java virtual machine
  public Process start(String config, List<String> options, List<String> arguments)
      throws IOException {
    return start(config, List.of(), options, arguments);
  }

  private Process start(
      String config, List<String> before, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(sensitive());
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(Main.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(
            name -> name.startsWith("AWS_") || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    Path file = Files.writeString(folder.resolve("config"), config);
    environment.put("AWS_CONFIG_FILE", file.toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    environment.putAll(variables);
    return builder.start();
  }

  /// What a shell starts in the background ignores Ctrl-C, and so does all that is started by it,
  /// this build perhaps: then the program must be made to hear it, as a user's would.
  private static List<String> sensitive() throws IOException {
    Path status = Path.of("/proc/self/status");
    int interrupt = 2;
    boolean ignored =
        Files.exists(status)
            && Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> (interrupt - 1) & 1) == 1);
    return ignored ? List.of("env", "--default-signal=INT") : List.of();
  }
}
