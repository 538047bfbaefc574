package smilet.device.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HomeSettingsTest {
  @Test
  void anAddressIsReadAndWritten() {
    assertThat(BrokerAddress.parse("mqtt://h")).hasToString("mqtt://h:1883");
    assertThat(BrokerAddress.parse("mqtts://my_home.local"))
        .hasToString("mqtts://my_home.local:8883");
    assertThat(BrokerAddress.parse("mqtt://[::1]:99")).hasToString("mqtt://[::1]:99");
  }

  @Test
  void theNameOfAComputerBecomesAnId() {
    assertThat(HomeSettings.idOf("raspberrypi.local")).isEqualTo("raspberrypi");
    assertThat(HomeSettings.idOf("Küche Pi")).isEqualTo("K_che_Pi");
    assertThat(HomeSettings.idOf("x".repeat(200))).hasSize(64);
    assertThat(HomeSettings.idOf("")).isEqualTo("device");
    assertThat(HomeSettings.requireId(HomeSettings.usualId())).isNotEmpty();
  }
}
