package smilet.shared.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as computers and people leave them. */
class PictureFolderTest {
  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void create() throws IOException {
    folder = Files.createDirectories(temp.resolve("faces"));
  }

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "content");
  }

  private List<String> pictures() throws IOException {
    return PictureFolder.of(folder).pictures().stream()
        .map(path -> folder.relativize(path).toString())
        .toList();
  }

  private List<String> skipped(SkippedFile.Kind kind) throws IOException {
    return PictureFolder.of(folder).skipped().stream()
        .filter(file -> file.kind() == kind)
        .map(file -> folder.relativize(file.path()) + ": " + file.reason())
        .toList();
  }

  @Test
  void picturesAreFoundByTheirEndingInAnyCaseAndInSubfolders() throws IOException {
    for (String name :
        List.of(
            "b.png", "A.JPG", "c.jpeg", "d.jpe", "e.jfif", "f.Pgm", "g.bmp", "h.gif", "i.tif",
            "j.TIFF")) {
      file("x/" + name);
    }
    file("holiday.jpg/a.png");
    assertThat(pictures())
        .containsExactly(
            "holiday.jpg/a.png",
            "x/A.JPG",
            "x/b.png",
            "x/c.jpeg",
            "x/d.jpe",
            "x/e.jfif",
            "x/f.Pgm",
            "x/g.bmp",
            "x/h.gif",
            "x/i.tif",
            "x/j.TIFF");
    assertThat(PictureFolder.of(folder).skipped()).isEmpty();
  }

  @Test
  void whatComputersLeaveIsNotLookedAtButCounted() throws IOException {
    String[] own = {
      "._a.png",
      ".DS_Store",
      "Thumbs.db",
      "ehthumbs.db",
      "Desktop.ini",
      ".ipynb_checkpoints/a.png",
      "__MACOSX/a.png",
      "@eaDir/a.png",
      "$RECYCLE.BIN/a.png",
      ".Trashes/a.png",
      ".hidden.jpg"
    };
    for (String name : own) {
      file("x/" + name);
    }
    file("x/a.png");
    assertThat(pictures()).containsExactly("x/a.png");
    assertThat(skipped(SkippedFile.Kind.COMPUTERS_OWN)).hasSize(own.length);
  }

  @Test
  void otherFormatsAreNamedWithTheRemedy() throws IOException {
    file("a.heic");
    file("b.AVIF");
    file("c.psd");
    file("notes.txt");
    file("png");
    assertThat(pictures()).isEmpty();
    assertThat(skipped(SkippedFile.Kind.OTHER_FORMAT))
        .containsExactly(
            "a.heic: it is HEIC, which is not read; convert it to PNG",
            "b.AVIF: it is AVIF, which is not read; convert it to PNG",
            "c.psd: it is PSD, which is not read; convert it to PNG");
    assertThat(skipped(SkippedFile.Kind.NO_PICTURE)).hasSize(2);
  }

  @Test
  void linksAreFollowedAndLoopsAreNot() throws IOException {
    file("a.png");
    Path disk = Files.createDirectories(temp.resolve("disk"));
    Files.writeString(disk.resolve("b.png"), "content");
    Files.createSymbolicLink(folder.resolve("more"), disk);
    Files.createSymbolicLink(folder.resolve("c.png"), disk.resolve("b.png"));
    Files.createSymbolicLink(disk.resolve("up"), folder);
    Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
    Files.createSymbolicLink(folder.resolve("top"), temp);
    assertThat(pictures()).containsExactly("a.png", "c.png", "more/b.png");
    assertThat(skipped(SkippedFile.Kind.LOOP))
        .containsExactly(
            "more/up: it leads to a folder that it is in",
            "top: it leads to a folder that it is in");
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
    assertThat(PictureFolder.of(link).pictures()).hasSize(3);
    Files.createSymbolicLink(folder.resolve("gone.png"), temp.resolve("gone"));
    assertThat(pictures()).as("reading it will fail").contains("gone.png");
  }

  @Test
  void aFolderThatMayNotBeReadIsNamed() throws IOException {
    file("a.png");
    file("secret/b.png");
    Path secret = folder.resolve("secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(secret), "skipped: root may read everything");
      assertThat(skipped(SkippedFile.Kind.BROKEN))
          .containsExactly("secret: it is a folder: permission denied");
    } finally {
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> PictureFolder.of(temp.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
