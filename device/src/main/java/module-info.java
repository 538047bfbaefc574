/**
 * The Raspberry Pi side: from a sensor, through the classifier, to an indicator, live. TOML and
 * histograms come from libraries that have no module descriptor, hence the suppressed warning.
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
  requires jdk.unsupported;
  requires org.slf4j;
  requires org.tomlj;
  requires smilet.shared;

  opens smilet.device.cli to
      info.picocli;
}
