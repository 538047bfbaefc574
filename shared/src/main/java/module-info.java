/**
 * The maths that the trainer and the device both run: frames, models, their file and their store.
 */
module smilet.shared {
  requires static jdk.incubator.vector;

  exports smilet.shared.faces;
  exports smilet.shared.file;
  exports smilet.shared.fixed;
  exports smilet.shared.frame;
  exports smilet.shared.model;
  exports smilet.shared.store;
}
