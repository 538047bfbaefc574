package smilet.trainer.collect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameReaderTest {
  private static final String ONE = "0123abcd-straight-bright-001.smile.pgm";
  private static final String TWO = "89abcdef-turned-dim-001.not-smile.pgm";

  @TempDir private Path temp;
  private CollectedFolder folder;
  private FrameReader reader;

  @BeforeEach
  void make() throws IOException {
    folder = new CollectedFolder(temp.resolve("frames"));
    reader = new FrameReader(folder);
  }

  private static String file(String name, String content) throws Exception {
    byte[] bytes = content.getBytes(US_ASCII);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return "file " + name + " " + hash + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
  }

  private void read(String text) {
    reader.write(text.getBytes(US_ASCII), 0, text.length());
  }

  @Test
  void framesAreStoredAsADataSet() throws Exception {
    read(
        "Welcome to the Pi\nsmilet-captures 1 2\n"
            + file(ONE, "P5 1")
            + file(TWO, "P5 2")
            + "end\n");
    reader.requireComplete();
    folder.writeTable();
    assertThat(reader.stored()).isEqualTo(2);
    assertThat(temp.resolve("frames/smile").resolve(ONE)).hasContent("P5 1");
    assertThat(temp.resolve("frames/labels.csv"))
        .hasContent(
            """
            file,label,person,situation
            smile/%s,smile,burst-0123abcd,straight-bright
            not-smile/%s,not-smile,burst-89abcdef,turned-dim
            """
                .formatted(ONE, TWO));
  }

  @Test
  void aConnectionThatBreaksKeepsWhatCame() throws Exception {
    String all = "smilet-captures 1 2\n" + file(ONE, "P5 1") + file(TWO, "P5 2") + "end\n";
    for (int length = 0; length < all.length(); length++) {
      FrameReader cut = new FrameReader(folder);
      cut.write(all.substring(0, length).getBytes(US_ASCII), 0, length);
      assertThatThrownBy(cut::requireComplete).hasMessageContaining("run it again");
    }
    assertThat(folder.frames()).hasSize(2);
    read("smilet-captures 1 2\nhave " + ONE + "\nhave " + TWO + "\nend\n");
    reader.requireComplete();
    assertThat(reader.stored()).isZero();
    assertThat(reader.onDevice()).hasSize(2);
  }

  @Test
  void aFrameWithAnotherLabelReplacesTheOldOne() throws Exception {
    read("smilet-captures 1 1\n" + file(ONE, "P5 1"));
    read(file(ONE.replace(".smile.", ".not-smile."), "P5 1") + "end\n");
    assertThat(folder.frames()).hasSize(1);
    assertThat(temp.resolve("frames/smile").resolve(ONE)).doesNotExist();
  }

  @Test
  void whatIsNoFrameIsRefused() throws Exception {
    for (String wrong :
        List.of(
            "file ../../x.smile.pgm aa QQ==\n",
            "file " + ONE + " aa QQ==\n",
            "file " + ONE + " aa !!\n",
            "file " + ONE + "\n",
            "have\n",
            "rm -rf /\n")) {
      FrameReader hostile = new FrameReader(folder);
      String text = "smilet-captures 1 1\n" + wrong + "end\n";
      hostile.write(text.getBytes(US_ASCII), 0, text.length());
      assertThatThrownBy(hostile::requireComplete).as(wrong).isInstanceOf(IOException.class);
    }
    assertThat(folder.frames()).isEmpty();
    assertThat(Files.exists(temp.resolve("x.smile.pgm"))).isFalse();
  }
}
