package smilet.shared.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(60)
class FolderAccessTest {
  @TempDir Path temp;

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aFileIsAsAccessibleAsItsFolderWhateverItWasBefore() throws Exception {
    Map<String, String> expected =
        Map.of(
            "rwx------", "rw-------",
            "rwxr-x---", "rw-r-----",
            "rwxr-xr-x", "rw-r--r--",
            "rwxrwx---", "rw-rw----",
            "rwxrwxr-x", "rw-rw-r--",
            "rwxrwxrwx", "rw-rw-r--"); // never for everybody to write
    for (Map.Entry<String, String> folder : expected.entrySet()) {
      Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString(folder.getKey()));
      for (String before : new String[] {"rw-------", "rwxrwxrwx"}) {
        Path file = temp.resolve("file");
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(before));
        FolderAccess.share(file);
        assertThat(mode(file)).as(folder.getKey()).isEqualTo(folder.getValue());
        FolderAccess.shareLock(file);
        assertThat(mode(file))
            .as("who may not write cannot lock")
            .isEqualTo(folder.getKey().charAt(4) == 'w' ? "rw-rw----" : "rw-------");
        AtomicFile.writeShared(Disk.REAL, file, new byte[] {1});
        assertThat(mode(file)).isEqualTo(folder.getValue());
        Files.delete(file);
      }
    }
  }

  @Test
  void noLinkIsFollowed() throws Exception {
    Path victim = Files.writeString(temp.resolve("victim"), "precious");
    Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), victim);
    Path dangling = Files.createSymbolicLink(temp.resolve("dangling"), temp.resolve("nothing"));
    for (Path planted : new Path[] {link, dangling}) {
      assertThatThrownBy(() -> Disk.REAL.write(planted, new byte[] {1}))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThatThrownBy(() -> RegularFile.open(planted, StandardOpenOption.READ))
          .isInstanceOf(FileSystemException.class)
          .hasMessageEndingWith("it is a link, not a regular file; delete it");
      try {
        FolderAccess.share(planted);
      } catch (IOException refused) {
        // Some systems change the link itself, others refuse to.
      }
    }
    assertThat(Files.readString(victim)).isEqualTo("precious");
    assertThat(mode(victim)).isEqualTo("rw-------");
    assertThat(temp.resolve("nothing")).doesNotExist();
  }

  @Test
  void whatIsNoFileIsRefusedAtOnce() throws Exception {
    Path pipe = temp.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path folder = Files.createDirectory(temp.resolve("folder"));
    assertThatThrownBy(() -> RegularFile.read(pipe, 10)).hasMessageContaining("a pipe or a device");
    assertThatThrownBy(() -> RegularFile.read(folder, 10)).hasMessageContaining("a folder");
    assertThatThrownBy(() -> RegularFile.open(pipe, StandardOpenOption.WRITE))
        .hasMessageContaining("a pipe or a device");
  }

  @Test
  void namesOfTemporaryFilesCannotBeForeseen() {
    Path file = temp.resolve("state");
    assertThat(AtomicFile.part(file)).isNotEqualTo(AtomicFile.part(file));
    assertThat(AtomicFile.part(file).getFileName().toString()).matches("\\.state\\..{30,}\\.part");
  }
}
