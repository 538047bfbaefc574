package smilet.trainer.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;
import smilet.trainer.flash.Target.LocalStore;
import smilet.trainer.flash.Target.SshHost;

class TargetTest {
  @TempDir Path temp;

  @Test
  void whateverSshTakesIsAHost() {
    for (String host :
        List.of(
            "raspi",
            "raspberrypi.local",
            "192.168.1.20",
            "fe80::1%eth0",
            "2001:db8::7",
            "::1",
            "p-1_x.example",
            "xn--kche-0ra.local")) {
      for (String user : List.of("", "pi@", "pi.2-b_c@", "a@b@")) {
        assertThat(Target.parse(user + host)).isEqualTo(new SshHost(user + host));
      }
    }
    assertThat(Target.parse("ssh://pi@[::1]:2222")).isInstanceOf(SshHost.class);
  }

  @Test
  void aFolderExistsOrHasASlash() throws IOException {
    String there = Files.createDirectory(temp.resolve("pi@there:x")).toString();
    for (String folder :
        List.of("./store", "../store", "/store", "store/", "a/b", "./a@b", "./a:b", there)) {
      assertThat(Target.parse(folder)).isEqualTo(new LocalStore(Path.of(folder)));
    }
  }

  @Test
  void everythingElseIsRefusedWithBothSpellings() {
    for (String neither :
        List.of(
            "",
            " ",
            "raspi:",
            "pi@raspi:",
            "pi@raspi:store",
            "pi@raspi:/home/pi/store",
            "pi@raspi/store",
            "raspi:22",
            "http://raspi",
            "C:\\store",
            "C:/store",
            "@raspi",
            "pi@",
            "-oProxyCommand=x",
            "a b",
            "a\tb",
            "a\u0000b",
            "./a\u0000b",
            "\u200bpi@raspi",
            "pi@ras\u202epi",
            "pom.xml")) {
      assertThatThrownBy(() -> Target.parse(neither))
          .as(neither)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("user@host")
          .hasMessageContaining("./folder");
    }
  }

  @Test
  void aHostsFileMayComeFromAnyEditor() throws IOException {
    Path file = temp.resolve("hosts.txt");
    String text = "# Küche\npi@one # am Fenster – links\n\n  two\t\n#three\n192.168.1.20";
    for (String end : List.of("\n", "\r\n", "\r")) {
      for (String charset : List.of("UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE")) {
        for (String mark : charset.startsWith("UTF-16") ? List.of("\ufeff") : marks(charset)) {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          bytes.writeBytes((mark + text.replace("\n", end)).getBytes(Charset.forName(charset)));
          Files.write(file, bytes.toByteArray());
          assertThat(HostsFile.read(file))
              .as(charset)
              .containsExactly(
                  new SshHost("pi@one"), new SshHost("two"), new SshHost("192.168.1.20"));
        }
      }
    }
  }

  private static List<String> marks(String charset) {
    return charset.equals("UTF-8") ? List.of("", "\ufeff") : List.of("");
  }

  @Test
  void aWrongLineOfAHostsFileIsNamed() throws IOException {
    Path file = Files.writeString(temp.resolve("hosts.txt"), "pi@one\n\npi@two:store\n");
    assertThatThrownBy(() -> HostsFile.read(file))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(file + ", line 3: ")
        .hasMessageContaining("pi@two:store");
  }

  @Test
  void wordsOfACommandAreThoseOfAShell() {
    assertThat(CommandWords.split(" ssh -i \"/my apps/key\" -o 'A B=\"c\"' x\\ y \"\" "))
        .containsExactly("ssh", "-i", "/my apps/key", "-o", "A B=\"c\"", "x y", "");
    assertThatThrownBy(() -> CommandWords.split("ssh -i \"/my apps"))
        .hasMessageContaining("must be closed");
  }
}
