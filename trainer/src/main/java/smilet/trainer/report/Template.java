package smilet.trainer.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of HTML with places to fill, such as {@code {title}}. It is a resource beside this class,
 * so that the page's looks can be changed without reading Java.
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

  private final String name;
  private final String text;

  private Template(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** Reads the resource with a file name. */
  static Template named(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A whole page.
   *
   * @param title plain text
   * @param style the rules of its style sheet
   * @param body the HTML below the title
   */
  static String document(String title, String style, String body) {
    return named("document.html")
        .filled(Map.of("title", escaped(title), "style", style, "body", body));
  }

  /** The text as it is, for a resource without places. */
  String text() {
    return text;
  }

  /**
   * The text with its places filled. Values are inserted as they are: {@link #escaped} makes HTML
   * of plain text.
   *
   * @throws IllegalArgumentException if a place has no value
   */
  String filled(Map<String, ?> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              Object value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    "%s: no value for %s".formatted(name, place.group()));
              }
              return Matcher.quoteReplacement(value.toString());
            });
  }

  /** Plain text as HTML. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
