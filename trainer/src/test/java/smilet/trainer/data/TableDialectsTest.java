package smilet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.shared.error.UserError;

/** Tables as spreadsheets and programs write them give the same data, or one line that says why. */
class TableDialectsTest {
  /** Mutated tables per build; -Dsmilet.fuzz.tables=5000 is the full number. */
  private static final int MUTATIONS = Integer.getInteger("smilet.fuzz.tables", 200);

  private static final List<String> ROWS =
      List.of("smile,7,10,20.5,30,255", "not-smile,8,1,2,3,4", "smile,7,9,8,7,6");

  @TempDir Path folder;

  private Dataset load(byte[] content) throws IOException {
    return load(content, LoadOptions.DEFAULT);
  }

  private Dataset load(byte[] content, LoadOptions options) throws IOException {
    Path table = Files.write(folder.resolve("faces.csv"), content);
    return DatasetLoader.load(table, options, DatasetLoader.Progress.NONE);
  }

  private Dataset load(String content) throws IOException {
    return load(content.getBytes(StandardCharsets.UTF_8));
  }

  private static String table(String separator, String header, String end) {
    String text = header + end + String.join(end, ROWS) + end;
    return text.replace(",", separator);
  }

  private void assertTheRows(Dataset data) {
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.smileCount()).isEqualTo(2);
    assertThat(data.personsKnown()).isTrue();
    assertThat(data.person(0)).isEqualTo(7);
    assertThat(data.person(1)).isEqualTo(8);
    assertThat(data.reader().frame(0).pixels())
        .containsExactly((char) 10, (char) 20, (char) 30, (char) 255);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", " ; ", ", "})
  void everySeparatorGivesTheSame(String separator) throws IOException {
    for (String end : new String[] {"\n", "\r\n", "\r", "\n\n"}) {
      for (String header : new String[] {"label,person,a,b,c,d", " Label ,PERSON,a,b,c,d"}) {
        assertTheRows(load(table(separator, header, end)));
      }
    }
    String sign = separator.equals("\t") ? separator : separator.strip();
    String table = table(sign, "label,person,a,b,c,d", "\n");
    assertTheRows(load("sep=%s\r\n%s".formatted(sign, table)));
  }

  @Test
  void numbersMayHaveADecimalComma() throws IOException {
    for (String separator : new String[] {";", "\t"}) {
      String table = table(separator, "label,person,a,b,c,d", "\n").replace('.', ',');
      assertThat(table).contains("20,5");
      assertTheRows(load(table));
    }
    assertTheRows(load(table(",", "label,person,a,b,c,d", "\n").replace("20.5", "\"20,5\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void everyCharacterSetGivesTheSame(String name) throws IOException {
    String table = table(",", "label,person,a,b,c,d", "\n").replace("7", "Jürgen");
    table = table.replace("smile,Jürgen,9,8,Jürgen", "smile,Jürgen,9,8,7");
    Charset charset = Charset.forName(name);
    int jurgen = "Jürgen".hashCode() & Integer.MAX_VALUE;
    for (String mark : name.startsWith("UTF") ? new String[] {"", "\ufeff"} : new String[] {""}) {
      Dataset data = load((mark + table).getBytes(charset));
      assertThat(data.person(0)).isEqualTo(jurgen);
      assertThat(data.person(2)).isEqualTo(jurgen);
      assertThat(data.report().warnings()).hasSize(name.startsWith("UTF") ? 0 : 1);
    }
  }

  @Test
  void theCharacterThatIsNotUtf8IsNamed() throws IOException {
    byte[] table = table(",", "label,person,a,b,c,d", "\n").getBytes(StandardCharsets.UTF_8);
    int second = new String(table, StandardCharsets.UTF_8).indexOf("not-smile,8") + 10;
    table[second] = (byte) 0xe4;
    assertThat(load(table).report().warnings())
        .containsExactly(
            folder.resolve("faces.csv")
                + " line 3, column 11 is not UTF-8; the table is read as Windows-1252");
    table[second] = (byte) 0x81;
    assertThatThrownBy(() -> load(table))
        .hasMessageContaining("line 3, column 11: the byte 81 is neither UTF-8 nor Windows-1252");
    assertThatThrownBy(() -> load("PK\3\4 a workbook")).hasMessageContaining("save it as CSV");
  }

  @Test
  void rowNumbersOfPandasAndEmptyCellsAreLeftOut() throws IOException {
    StringBuilder pandas = new StringBuilder(",label,person,a,b,c,d\n");
    StringBuilder named = new StringBuilder("Unnamed: 0,label,person,a,b,c,d\n");
    StringBuilder spreadsheet = new StringBuilder("label,person,a,b,c,d,,\n");
    for (int i = 0; i < ROWS.size(); i++) {
      pandas.append(i).append(',').append(ROWS.get(i)).append('\n');
      named.append(i).append(',').append(ROWS.get(i)).append('\n');
      spreadsheet.append(ROWS.get(i)).append(",,\n,,,,,,\n");
    }
    assertTheRows(load(pandas.toString()));
    assertTheRows(load(named.toString()));
    assertTheRows(load(spreadsheet.toString()));
    assertTheRows(
        load("person,label,a,b,c,d\n7,smile,10,20.5,30,255\n8,not-smile,1,2,3,4\n7,smile,9,8,7,6"));
    assertTheRows(
        load("label,a,b,c,d,person\nsmile,10,20.5,30,255,7\nnot-smile,1,2,3,4,8\nsmile,9,8,7,6,7"));
  }

  @Test
  void cellsInQuotesMayHaveSeparatorsAndLineBreaks() throws IOException {
    String table = "label,person,a\nsmile,\"Ann, B.\nC.\",200\nnot-smile,\"say \"\"x\"\"\",3\n";
    assertThat(load(table).person(0)).isEqualTo("Ann, B.\nC.".hashCode() & Integer.MAX_VALUE);
    assertThatThrownBy(() -> load("smile,\"200\nnot-smile,3\n"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("faces.csv");
  }

  @Test
  void ferIsReadWithHappyAsSmile() throws IOException {
    StringBuilder table = new StringBuilder("emotion,pixels,Usage\n");
    for (int emotion = 0; emotion <= 6; emotion++) {
      table.append(emotion).append(',').append(emotion).append(" 255 3 4,Training\n");
    }
    Dataset data = load(table.toString());
    assertThat(data.size()).isEqualTo(7);
    assertThat(data.smileCount()).isEqualTo(1);
    assertThat(data.smile(3)).isTrue();
    assertThat(data.format(0).width()).isEqualTo(2);
    assertThat(data.report().warnings()).singleElement().asString().contains("3 (happy)");
    LoadOptions named = new LoadOptions("3", "6", 255, Optional.empty(), false);
    assertThatThrownBy(() -> load(table.toString().getBytes(StandardCharsets.UTF_8), named))
        .hasMessageContaining("label \"0\" is neither 3 nor 6");
    Dataset words = load("pixels,label\n1 2 3 255,smile\n4 5 6 7,not-smile\n");
    assertThat(words.smileCount()).isEqualTo(1);
    assertThatThrownBy(() -> load("emotion,pixels\n3,1 2 3 255\n4,1 2 3\n"))
        .hasMessageContaining("line 3 has 3 pixels, but the lines before it have 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NaN", "nan", "null", "None", "NA", "N/A", "<NA>", "-1", "-1.0", "?"})
  void aPersonWithoutAValueIsUnknown(String nobody) throws IOException {
    Dataset all =
        load("label,person,a\nsmile,%1$s,200\nnot-smile,%1$s,3\nsmile,%1$s,4\n".formatted(nobody));
    assertThat(all.personsKnown()).isFalse();
    assertThat(List.of(all.person(0), all.person(1), all.person(2))).doesNotHaveDuplicates();
    Dataset some =
        load(
            "label,person,a\nsmile,%1$s,200\nnot-smile,0,3\nsmile,%1$s,4\nsmile,0.0,5\n"
                .formatted(nobody));
    assertThat(some.person(1)).isZero();
    assertThat(some.person(3)).isZero();
    assertThat(List.of(some.person(0), some.person(1), some.person(2))).doesNotHaveDuplicates();
    assertThat(some.report().warnings())
        .containsExactly("faces of unknown persons: 2; each of them counts as another person");
  }

  @Test
  void aFullScaleThatDoesNotFitIsAskedBack() {
    assertThatThrownBy(
            () ->
                load(
                    "smile,0.5,1\nnot-smile,0,0.25\n"
                        .replace(",1", ",1,1,1")
                        .replace("0.25", "0.25,0,0")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no pixel is above 1, but white is 255")
        .hasMessageEndingWith("--full-scale 1");
    byte[] bytes = "smile,200\nnot-smile,3\n".getBytes(StandardCharsets.UTF_8);
    for (double white : new double[] {1, 65535}) {
      LoadOptions options = new LoadOptions("smile", "not-smile", white, Optional.empty(), false);
      assertThatThrownBy(() -> load(bytes, options))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("--full-scale");
    }
  }

  @Test
  void aRowThatIsTooLongIsRefusedBeforeItFillsTheMemory() {
    for (String cell : new String[] {"1,", "1", "\"\n"}) {
      String row = "smile," + cell.repeat(3 * CsvTable.MAX_ROW_CHARS / cell.length());
      assertThatThrownBy(() -> load(row))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("faces.csv");
    }
  }

  @Test
  void aHeaderThatCannotBeUsedIsNamed() {
    assertThatThrownBy(() -> load("class,a\nsmile,3\n"))
        .hasMessageContaining("line 1 has no column \"label\"");
    assertThatThrownBy(() -> load("file,label\na.png,smile\n"))
        .hasMessageContaining("give the folder it is in instead");
  }

  @Test
  void aTableOfPicturesIsReadInTheSameDialects() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    for (int i = 0; i < 2; i++) {
      BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setSample(0, 0, 0, 100 + i);
      ImageIO.write(image, "png", folder.resolve("a/ü" + i + ".png").toFile());
    }
    String table = "File,Label,Person,note\na/ü0.png,smile,5,x\na/ü1.png,not-smile,,\n";
    for (String variant :
        new String[] {
          table,
          table.replace(',', ';'),
          table.replace(',', '\t'),
          table.replace('/', '\\'),
          table.replace("\n", ",,\n") + ",,,,,\n",
          "\ufeff" + table
        }) {
      for (Charset charset :
          new Charset[] {
            StandardCharsets.UTF_8, StandardCharsets.UTF_16, Charset.forName("windows-1252")
          }) {
        if (!variant.startsWith("\ufeff") || charset == StandardCharsets.UTF_8) {
          Files.write(folder.resolve("labels.csv"), variant.getBytes(charset));
          Dataset data =
              DatasetLoader.load(folder, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
          assertThat(data.size()).isEqualTo(2);
          assertThat(data.person(0)).isEqualTo(5);
          assertThat(data.person(1)).isNotEqualTo(5);
        }
      }
    }
  }

  @Test
  void mutatedTablesAreReadOrRefusedInOneLine() throws IOException {
    Random random = new Random(1);
    String[] seeds = {
      table(",", "label,person,a,b,c,d", "\n"),
      table(";", "label,person,a,b,c,d", "\r\n"),
      String.join("\n", ROWS),
      "emotion,pixels,Usage\n3,1 2 3 255,Training\n4,1 2 3 4,Test\n",
      ",label,person,a\n0,smile,\"x, y\",3.5\n1,not-smile,,255\n"
    };
    Charset[] charsets = {
      StandardCharsets.UTF_8, StandardCharsets.UTF_16, Charset.forName("windows-1252")
    };
    String alphabet = ",;\t\"\n\r \u00e4\0-.eE0123456789NaN\ufeff\ud800=";
    int read = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      StringBuilder text = new StringBuilder(seeds[i % seeds.length]);
      for (int change = random.nextInt(1, 3); change > 0; change--) {
        int at = random.nextInt(text.length());
        char character = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, character);
          case 1 -> text.insert(at, character);
          default -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 4)));
        }
        text.append(text.isEmpty() ? "x" : "");
      }
      byte[] bytes = text.toString().getBytes(charsets[random.nextInt(charsets.length)]);
      bytes[random.nextInt(bytes.length)] ^= (byte) (random.nextInt(10) == 0 ? 0x80 : 0);
      try {
        assertThat(load(bytes).size()).isPositive();
        read++;
      } catch (UserError error) {
        assertThat(error.getMessage()).contains("faces.csv").doesNotContain("Exception");
        refused++;
      }
    }
    System.out.printf("mutated tables: %,d, read %,d, refused %,d%n", MUTATIONS, read, refused);
    assertThat(refused).isPositive();
  }
}
