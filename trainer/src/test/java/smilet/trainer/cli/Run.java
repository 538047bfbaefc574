package smilet.trainer.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One run of the command line: its exit code and what it printed. */
record Run(int exitCode, String out, String err) {
  static Run of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Smilet.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int exitCode = commandLine.execute(words);
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** The error lines on standard error, without the lines about progress. */
  java.util.List<String> errors() {
    return err.lines().filter(line -> line.startsWith("smilet: ")).toList();
  }
}
