package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** One run of the program within this process, and what it printed. */
record CommandRun(int exitCode, String out, String err) {
  /** Runs the program like main, with its own standard input and output. */
  static CommandRun of(byte[] input, String... args) {
    return of(Map.of(), input, args);
  }

  /** The same in an environment. */
  static CommandRun of(Map<String, String> environment, byte[] input, String... args) {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    StringWriter errors = new StringWriter();
    try {
      System.setIn(new ByteArrayInputStream(input));
      PrintStream print = new PrintStream(printed, true, StandardCharsets.UTF_8);
      System.setOut(print);
      CommandLine program =
          SmiletDevice.commandLine()
              .setOut(new PrintWriter(print, true, StandardCharsets.UTF_8))
              .setErr(new PrintWriter(errors, true));
      int exitCode = SmiletDevice.execute(program, environment, args);
      return new CommandRun(exitCode, printed.toString(StandardCharsets.UTF_8), errors.toString());
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
  }

  /** The scalar fields of the one line that was printed. */
  Map<String, String> json() throws IOException {
    assertThat(out.lines()).hasSize(1);
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(out)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isScalarValue() && parser.currentName() != null) {
          fields.put(parser.currentName(), parser.getText());
        }
      }
      assertThat(parser.currentToken()).isNotEqualTo(JsonToken.START_OBJECT);
    }
    return fields;
  }
}
