package smilet.trainer.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import smilet.shared.error.UserError;
import smilet.shared.picture.SkippedFile;

/**
 * What the user should know about how data was read. The first {@value #NAMED} files of a kind are
 * named, the others only counted.
 *
 * @param data the folder or the table
 * @param skipped files that were left out, in order
 * @param warnings one line each
 */
public record LoadReport(Path data, List<SkippedFile> skipped, List<String> warnings) {
  /** How many files are named. */
  public static final int NAMED = 5;

  public LoadReport {
    skipped = List.copyOf(skipped);
    warnings = List.copyOf(warnings);
  }

  /** The files that were left out for one kind of reasons; never empty. */
  public record Group(SkippedFile.Kind kind, List<SkippedFile> files) {}

  /** The files that were left out, by kind. */
  public List<Group> groups() {
    return Arrays.stream(SkippedFile.Kind.values())
        .map(kind -> new Group(kind, skipped.stream().filter(f -> f.kind() == kind).toList()))
        .filter(group -> !group.files().isEmpty())
        .toList();
  }

  /** The name of a file relative to the data. */
  public String name(SkippedFile file) {
    Path path = file.path();
    return (path.startsWith(data) ? data.relativize(path) : path).toString();
  }

  /** All that is in the report: one line per kind of files that were left out, then warnings. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Group group : groups()) {
      lines.add("%s left out: %s".formatted(group.kind().plural(), text(group)));
    }
    lines.addAll(warnings);
    return lines;
  }

  private String text(Group group) {
    return group.kind() == SkippedFile.Kind.COMPUTERS_OWN
        ? String.format(Locale.ROOT, "%,d", group.files().size())
        : counted(
            group.files().stream().map(f -> "%s (%s)".formatted(name(f), f.reason())).toList());
  }

  /** This report, followed by that of other data. */
  LoadReport followedBy(LoadReport others) {
    List<SkippedFile> files = new ArrayList<>(skipped);
    files.addAll(others.skipped);
    List<String> lines = new ArrayList<>(warnings);
    lines.addAll(others.warnings);
    return new LoadReport(data, files, lines);
  }

  /** The lines in brackets, as the end of a message; empty if there are none. */
  String inBrackets() {
    return skipped.isEmpty() ? "" : " (%s)".formatted(String.join("; ", lines()));
  }

  /** How many broken pictures were left out. */
  int broken() {
    return (int) skipped.stream().filter(f -> f.kind() == SkippedFile.Kind.BROKEN).count();
  }

  /**
   * Refuses data with broken pictures.
   *
   * @throws UserError if there is one; it names the first and counts the others
   */
  void requireNoneBroken() {
    if (broken() > 0) {
      SkippedFile first =
          skipped.stream().filter(f -> f.kind() == SkippedFile.Kind.BROKEN).findFirst().get();
      String others =
          broken() == 1
              ? ""
              : String.format(Locale.ROOT, ", and %,d others cannot be read either", broken() - 1);
      throw new UserError(
          "cannot read %s: %s%s; --skip-broken leaves such pictures out"
              .formatted(first.path(), first.reason(), others));
    }
  }

  /** "7: a, b, c, d, e and 2 more". */
  static String counted(List<String> names) {
    String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    String more =
        names.size() > NAMED
            ? String.format(Locale.ROOT, " and %,d more", names.size() - NAMED)
            : "";
    return String.format(Locale.ROOT, "%,d: %s%s", names.size(), named, more);
  }
}
