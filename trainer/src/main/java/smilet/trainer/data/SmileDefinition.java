package smilet.trainer.data;

/** What counts as a smile: for labels that people give, and for faces that are rendered. */
public final class SmileDefinition {
  /** For people to read; the README says the same. */
  public static final String TEXT =
      "A smile is: both corners of the mouth visibly raised, with or without teeth. Bared teeth, a"
          + " shout or a grimace alone are none.";

  private SmileDefinition() {}
}
