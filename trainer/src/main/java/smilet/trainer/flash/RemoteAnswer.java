package smilet.trainer.flash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON with which {@code smilet-device install} answers. Whatever a login shell prints may
 * stand around it, even in the same line. Only Smilet's own answer is one: to an installed model it
 * names the model's hash, to a refused one the reason.
 *
 * @param hash of the installed model; empty if the model was refused
 * @param loop what the running loop made of the model
 * @param reason why it was refused, or why the loop failed; may be empty
 */
record RemoteAnswer(Optional<String> hash, String loop, String reason) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** No answer has more characters. */
  private static final int LONGEST = 1 << 13;

  private static final Pattern BEGINNING = Pattern.compile("\\{\\s*\"installed\"\\s*:");

  /**
   * The answer in an output: that it installed the wanted model, if one says so; or else the last.
   *
   * @param wanted the hash of the model that was sent
   */
  static Optional<RemoteAnswer> find(String output, String wanted) {
    List<RemoteAnswer> answers = new ArrayList<>();
    Matcher beginnings = BEGINNING.matcher(output);
    while (beginnings.find()) {
      int start = beginnings.start();
      int end = Math.min(output.length(), start + LONGEST);
      parse(output.substring(start, end)).ifPresent(answers::add);
    }
    return answers.reversed().stream()
        .filter(answer -> answer.hash.filter(wanted::equals).isPresent())
        .findFirst()
        .or(() -> answers.reversed().stream().findFirst());
  }

  private static Optional<RemoteAnswer> parse(String text) {
    JsonNode node;
    try {
      node = JSON.readTree(text); // what follows the object is not read
    } catch (JsonProcessingException notOurs) {
      return Optional.empty();
    }
    String loop = node.path("loop").asText();
    String reason = node.path("reason").asText();
    if (node.path("installed").isBoolean() && !node.path("installed").asBoolean()) {
      return node.path("reason").isTextual()
          ? Optional.of(new RemoteAnswer(Optional.empty(), loop, reason))
          : Optional.empty();
    }
    return node.path("installed").asBoolean() && node.path("hash").isTextual()
        ? Optional.of(new RemoteAnswer(Optional.of(node.path("hash").asText()), loop, reason))
        : Optional.empty();
  }
}
