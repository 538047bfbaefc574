/**
 * What the trainer and the device both run: pictures, frames, models, their file and their store.
 * The JDK's java.desktop is required for its picture decoders, which load with the first picture.
 */
module smilet.shared {
  requires java.desktop;

  exports smilet.shared.capture;
  exports smilet.shared.drift;
  exports smilet.shared.error;
  exports smilet.shared.faces;
  exports smilet.shared.file;
  exports smilet.shared.finder;
  exports smilet.shared.fixed;
  exports smilet.shared.frame;
  exports smilet.shared.model;
  exports smilet.shared.picture;
  exports smilet.shared.random;
  exports smilet.shared.ready;
  exports smilet.shared.store;
  exports smilet.shared.terminal;
  exports smilet.shared.trust;
}
