package smilet.trainer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.trainer.flash.RemoteCommand;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target.SshHost;
import smilet.trainer.flash.Tunnel;

@Command(
    name = "page",
    description =
        "Opens the page of a device in the browser, through ssh, so that no other computer can see"
            + " it. Ctrl-C ends it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PageCommand implements Callable<Integer> {
  /** The answer of the device, whatever a login shell prints around it. */
  private static final Pattern ANSWER = Pattern.compile("\\{\"host\":.*?}");

  @Spec CommandSpec spec;

  @Mixin RemoteOptions remote;

  @Option(
      names = "--browser",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Open the browser, or only print the address (default: open it).")
  boolean browser;

  @Override
  public Integer call() throws IOException, InterruptedException {
    SshSettings settings = remote.settings();
    SshHost host = remote.host();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    RemoteCommand.run(settings.with("page"), host, new byte[0], output);
    JsonNode page = answer(output.toString(StandardCharsets.UTF_8), host);
    try (Tunnel tunnel =
        Tunnel.open(settings, host, page.path("host").asText(), page.path("port").asInt())) {
      String token = page.path("token").asText();
      String address =
          String.format(
              Locale.ROOT,
              "http://localhost:%d/%s",
              tunnel.port(),
              token.isEmpty() ? "" : "#" + token);
      PrintWriter out = spec.commandLine().getOut();
      out.println(address);
      out.flush();
      if (browser) {
        open(address);
      }
      tunnel.await();
    }
    return 0;
  }

  private static JsonNode answer(String output, SshHost host) throws IOException {
    Matcher matcher = ANSWER.matcher(output);
    if (!matcher.find()) {
      throw new UserError(host + " gave no answer that names its page; is smilet-device newer?");
    }
    return new ObjectMapper().readTree(matcher.group());
  }

  private static void open(String address) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> command =
        system.startsWith("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
            : List.of(system.startsWith("mac") ? "open" : "xdg-open", address);
    try {
      new ProcessBuilder(command).redirectErrorStream(true).start().getOutputStream().close();
    } catch (IOException noBrowser) {
      // The address was printed, and can be opened by hand.
    }
  }
}
