/**
 * The program for the Raspberry Pi: from a sensor through the classifier to the indicators, live.
 * It exports nothing. The libraries for TOML, histograms and MQTT have no module descriptor, so the
 * warning about automatic modules is suppressed.
 */
@SuppressWarnings("requires-automatic")
module smilet.device {
  requires HdrHistogram;
  requires com.fasterxml.jackson.core;
  requires com.pi4j.plugin.gpiod;
  requires com.pi4j.plugin.linuxfs;
  requires com.pi4j.plugin.mock;
  requires com.pi4j;
  requires info.picocli;
  requires java.logging;
  requires jdk.httpserver;
  requires jdk.unsupported;
  requires org.eclipse.paho.client.mqttv3;
  requires org.slf4j;
  requires org.tomlj;
  requires smilet.shared;

  opens smilet.device.cli to
      info.picocli;
}
