package smilet.trainer.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import smilet.shared.file.ModelFile;

/**
 * A model as a C99 library. From a frame's raw pixels to the probability it gives the same bits as
 * {@code smilet.shared} does.
 */
public final class CLibrary {
  /** The prefix that is used if none is named. */
  public static final String PREFIX = "smilet";

  /** The library's files, as they are called with the usual prefix. */
  private static final List<String> FILES =
      List.of(
          "README.md",
          "CMakeLists.txt",
          "library.json",
          "library.properties",
          "src/smilet_model.h",
          "src/smilet_model.c",
          "examples/smilet_frame/smilet_frame.ino",
          "examples/stdin/Makefile",
          "examples/stdin/main.c");

  private static final Pattern PREFIXES = Pattern.compile("[a-z][a-z0-9_]{0,30}[a-z0-9]|[a-z]");

  private final ModelFile model;
  private final String prefix;

  /**
   * @param model any model
   * @param prefix begins the name of every symbol, macro and file that another library could have
   *     too: 1 to 32 letters a to z, digits and "_", a letter first and no "_" last
   * @throws IllegalArgumentException if the prefix is anything else
   */
  public CLibrary(ModelFile model, String prefix) {
    if (!PREFIXES.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "a prefix is 1 to 32 of a-z, 0-9 and _, a letter first and no _ last, was \""
              + prefix
              + "\"");
    }
    this.model = model;
    this.prefix = prefix;
  }

  /**
   * Writes the library into a folder, which is whole afterwards or as it was before.
   *
   * @param folder does not exist yet, is empty, or contains nothing but an earlier export
   * @throws IOException in one line that names the folder and says why it cannot be written
   */
  public void write(Path folder) throws IOException {
    new LibraryFolder(folder).write(files());
  }

  /** The library's files: path in the folder to content. */
  Map<String, String> files() {
    ModelTables tables = new ModelTables(model);
    Map<String, String> files = new LinkedHashMap<>();
    for (String name : FILES) {
      String text =
          template(name)
              .replace("@constants@", tables.headerConstants())
              .replace("@tables@", tables.sourceTables())
              .replace("@sha256@", model.contentHash())
              .replace("@network@", model.model().network())
              .replace("@grid@", model.model().grid().toString());
      files.put(prefixed(name), prefixed(text));
    }
    return files;
  }

  private String prefixed(String text) {
    return text.replace("smilet_", prefix + "_")
        .replace("SMILET_", prefix.toUpperCase(Locale.ROOT) + "_");
  }

  private static String template(String name) {
    try (InputStream in = CLibrary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
