package smilet.trainer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.Outputs;
import smilet.trainer.report.Report;

/** The file that a report is written to. */
final class ReportFile {
  private ReportFile() {}

  /**
   * Checks, before any work is done, that a report can be drawn and written.
   *
   * @throws UserError if it cannot
   */
  static void requireWritable(Outputs outputs, String option, Path page) {
    outputs.writes(option, page);
    Optional<String> missing = Report.missingFonts();
    if (missing.isPresent()) {
      throw new UserError(
          "charts need fonts and this machine has none (%s); on Debian: apt install fontconfig fonts-dejavu-core"
              .formatted(missing.get()));
    }
  }

  /** Writes a page. */
  static void write(Path out, String html) throws IOException {
    AtomicFile.write(out, html.getBytes(StandardCharsets.UTF_8));
  }
}
