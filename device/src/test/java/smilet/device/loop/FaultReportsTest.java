package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultReportsTest {
  private static final long SECOND = 1_000_000_000L;

  private final FaultReports reports = new FaultReports();

  @Test
  void aFaultIsReportedWhenItBeginsAndWhenItEnds() {
    assertThat(reports.fault("unplugged", 0)).isEqualTo("unplugged");
    assertThat(reports.fault("unplugged", SECOND)).isNull();
    assertThat(reports.fault("unplugged", 60 * SECOND)).isNull();
    assertThat(reports.recovered()).isEqualTo("the sensor works again, after 3 faulty frames");
    assertThat(reports.recovered()).isNull();
  }

  @Test
  void faultsSoonAfterAReportAreCounted() {
    assertThat(reports.fault("loose", 0)).isEqualTo("loose");
    reports.recovered();
    for (int i = 1; i <= 3; i++) {
      assertThat(reports.fault("loose", i * SECOND)).isNull();
      assertThat(reports.recovered()).isNull();
    }
    assertThat(reports.fault("loose", 6 * SECOND)).isEqualTo("loose (and 3 more before)");
  }

  @Test
  void aFaultThatLastsIsReportedEvenIfItBeganSoonAfterAnother() {
    assertThat(reports.fault("busy", 0)).isEqualTo("busy");
    reports.recovered();
    assertThat(reports.fault("no such device", SECOND)).isNull();
    assertThat(reports.fault("no such device", 4 * SECOND)).isNull();
    assertThat(reports.fault("no such device", 5 * SECOND)).isEqualTo("no such device");
    assertThat(reports.fault("no such device", 30 * SECOND)).isNull();
    assertThat(reports.recovered()).contains("works again");
  }

  @Test
  void anotherReasonOfALastingFaultIsReported() {
    assertThat(reports.fault("busy", 0)).isEqualTo("busy");
    assertThat(reports.fault("unplugged", SECOND)).isNull();
    assertThat(reports.fault("unplugged", 6 * SECOND)).isEqualTo("unplugged");
    assertThat(reports.fault("unplugged", 12 * SECOND)).isNull();
  }
}
