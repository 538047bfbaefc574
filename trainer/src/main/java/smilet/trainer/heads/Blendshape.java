package smilet.trainer.heads;

/**
 * A movement of the face that the head model knows, for example the opening of the jaw. Weight 0 is
 * a face at rest and weight 1 the full movement. Left and right are those of the head, not of the
 * picture.
 */
enum Blendshape {
  BROW_DOWN_LEFT("browDown_L"),
  BROW_DOWN_RIGHT("browDown_R"),
  BROW_INNER_UP_LEFT("browInnerUp_L"),
  BROW_INNER_UP_RIGHT("browInnerUp_R"),
  BROW_OUTER_UP_LEFT("browOuterUp_L"),
  BROW_OUTER_UP_RIGHT("browOuterUp_R"),
  CHEEK_PUFF_LEFT("cheekPuff_L"),
  CHEEK_PUFF_RIGHT("cheekPuff_R"),
  CHEEK_RAISER_LEFT("cheekRaiser_L"),
  CHEEK_RAISER_RIGHT("cheekRaiser_R"),
  CHEEK_SQUINT_LEFT("cheekSquint_L"),
  CHEEK_SQUINT_RIGHT("cheekSquint_R"),
  EYE_BLINK_LEFT("eyeBlink_L"),
  EYE_BLINK_RIGHT("eyeBlink_R"),
  EYE_LOOK_DOWN_LEFT("eyeLookDown_L"),
  EYE_LOOK_DOWN_RIGHT("eyeLookDown_R"),
  EYE_LOOK_IN_LEFT("eyeLookIn_L"),
  EYE_LOOK_IN_RIGHT("eyeLookIn_R"),
  EYE_LOOK_OUT_LEFT("eyeLookOut_L"),
  EYE_LOOK_OUT_RIGHT("eyeLookOut_R"),
  EYE_LOOK_UP_LEFT("eyeLookUp_L"),
  EYE_LOOK_UP_RIGHT("eyeLookUp_R"),
  EYE_SQUINT_LEFT("eyeSquint_L"),
  EYE_SQUINT_RIGHT("eyeSquint_R"),
  EYE_WIDE_LEFT("eyeWide_L"),
  EYE_WIDE_RIGHT("eyeWide_R"),
  JAW_FORWARD("jawForward"),
  JAW_LEFT("jawLeft"),
  JAW_OPEN("jawOpen"),
  JAW_RIGHT("jawRight"),
  MOUTH_CLOSE("mouthClose"),
  MOUTH_DIMPLE_LEFT("mouthDimple_L"),
  MOUTH_DIMPLE_RIGHT("mouthDimple_R"),
  MOUTH_FROWN_LEFT("mouthFrown_L"),
  MOUTH_FROWN_RIGHT("mouthFrown_R"),
  MOUTH_FUNNEL("mouthFunnel"),
  MOUTH_LEFT("mouthLeft"),
  MOUTH_LOWER_DOWN_LEFT("mouthLowerDown_L"),
  MOUTH_LOWER_DOWN_RIGHT("mouthLowerDown_R"),
  MOUTH_PRESS_LEFT("mouthPress_L"),
  MOUTH_PRESS_RIGHT("mouthPress_R"),
  MOUTH_PUCKER("mouthPucker"),
  MOUTH_RIGHT("mouthRight"),
  MOUTH_ROLL_LOWER("mouthRollLower"),
  MOUTH_ROLL_UPPER("mouthRollUpper"),
  MOUTH_SHRUG_LOWER("mouthShrugLower"),
  MOUTH_SHRUG_UPPER("mouthShrugUpper"),
  MOUTH_SMILE_LEFT("mouthSmile_L"),
  MOUTH_SMILE_RIGHT("mouthSmile_R"),
  MOUTH_STRETCH_LEFT("mouthStretch_L"),
  MOUTH_STRETCH_RIGHT("mouthStretch_R"),
  MOUTH_UPPER_UP_LEFT("mouthUpperUp_L"),
  MOUTH_UPPER_UP_RIGHT("mouthUpperUp_R"),
  NOSE_SNEER_LEFT("noseSneer_L"),
  NOSE_SNEER_RIGHT("noseSneer_R");

  private final String fileName;

  Blendshape(String name) {
    this.fileName = name + ".obj";
  }

  /** The file in the head model's folder that holds the shape at weight 1. */
  String fileName() {
    return fileName;
  }
}
