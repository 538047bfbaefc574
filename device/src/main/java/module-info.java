/** The Raspberry Pi side: from a sensor, through the classifier, to an indicator, live. */
module smilet.device {
  requires info.picocli;
  requires smilet.shared;

  opens smilet.device.cli to
      info.picocli;
}
