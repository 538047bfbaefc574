package smilet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void aValueThatLooksLikeAPlaceIsNotFilledAgain() {
    assertThat(Template.named("card.html").filled(Map.of("value", "{name}$1\\", "name", "n")))
        .isEqualTo("<div><b>{name}$1\\</b><span>n</span></div>\n");
  }

  @Test
  void aPlaceWithoutAValueIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.named("card.html").filled(Map.of("name", "n")))
        .withMessage("card.html: no value for {value}");
  }

  @Test
  void aMissingResourceIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.named("none.html"))
        .withMessage("no resource none.html");
  }

  @Test
  void escapedTextHoldsNoMarkup() {
    assertThat(Template.escaped("<a href=\"x\">&")).isEqualTo("&lt;a href=&quot;x&quot;&gt;&amp;");
  }
}
