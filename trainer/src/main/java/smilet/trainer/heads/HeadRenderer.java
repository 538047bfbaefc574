package smilet.trainer.heads;

/**
 * Renders labelled faces from a head model. What is drawn depends on the seed and the face's number
 * alone. One instance per thread; the tables behind it are shared.
 */
@SuppressWarnings("EnumOrdinal") // Arrays hold one value per constant, in the order of the enum.
final class HeadRenderer {
  /** Faces are drawn this many times larger, then averaged. */
  private static final int OVERSAMPLING = 2;

  /** Expressions that are tried until one has a clear label. */
  private static final int MOST_TRIES = 50;

  private final Tables tables;
  private final Purpose purpose;
  private final int side;
  private final Mesh rest;
  private final Mesh mesh;
  private final float[] albedo;
  private final float[] gloss;
  private final float[] shade;
  private final float[] x;
  private final float[] y;
  private final float[] z;
  private final float[] picture;
  private final float[] backdrop;
  private final Rasteriser rasteriser;
  private final Complexion complexion;
  private final Hair hair;
  private final Illumination illumination;
  private final CameraFaults camera;

  /** What is computed once for a head model and shared by all threads. */
  record Tables(HeadModel model, HeadRegions regions, SkinNoise noise, Sky sky) {
    static Tables of(HeadModel model) {
      return new Tables(model, new HeadRegions(model), new SkinNoise(model), new Sky(model));
    }
  }

  /** Parts of a face that have random numbers of their own. */
  private enum Topic {
    PERSON,
    EXPRESSION,
    LOOKS,
    COMPLEXION,
    HAIR,
    POSE,
    LIGHT,
    EYES,
    GLASSES,
    BACKDROP,
    CAMERA
  }

  HeadRenderer(Tables tables, Purpose purpose, int side) {
    this.tables = tables;
    this.purpose = purpose;
    this.side = side;
    HeadModel model = tables.model();
    int count = model.vertexCount();
    rest = Mesh.of(count);
    mesh = Mesh.of(count);
    albedo = new float[count];
    gloss = new float[count];
    shade = new float[count];
    x = new float[count];
    y = new float[count];
    z = new float[count];
    picture = new float[side * side];
    backdrop = new float[side * side];
    rasteriser = new Rasteriser(OVERSAMPLING * side, tables.regions().irisRadius);
    complexion = new Complexion(model, tables.regions(), tables.noise());
    hair = new Hair(model, tables.regions(), tables.noise());
    illumination = new Illumination(model, tables.sky());
    camera = new CameraFaults(side);
  }

  /** Renders a face. */
  RenderedFace render(long seed, int number) {
    HeadModel model = tables.model();
    person(stream(seed, number, Topic.PERSON));
    Labelled labelled = expression(stream(seed, number, Topic.EXPRESSION));
    Expression expression = labelled.expression();
    float lift = Smile.lift(model, expression, rest, mesh);
    boolean teeth = teeth();
    Looks looks = Looks.draw(stream(seed, number, Topic.LOOKS));
    complexion.paint(
        looks, expression, mesh, albedo, gloss, stream(seed, number, Topic.COMPLEXION));
    hair.grow(looks, mesh, albedo, gloss, stream(seed, number, Topic.HAIR));
    Pose pose = Pose.draw(model, rest, OVERSAMPLING * side, stream(seed, number, Topic.POSE));
    String light =
        illumination.light(pose, mesh, albedo, gloss, shade, stream(seed, number, Topic.LIGHT));
    pose.project(mesh, x, y, z);
    RandomStream eyes = stream(seed, number, Topic.EYES);
    rasteriser.draw(model.triangles(), x, y, z, shade, Rasteriser.Eyes.draw(looks.skin(), eyes));
    expose(stream(seed, number, Topic.CAMERA));
    catchlights(expression, pose, eyes);
    Glasses glasses = Glasses.draw(stream(seed, number, Topic.GLASSES));
    glasses.putOn(rasteriser, onPicture(36), onPicture(42), pose);
    Backdrop.draw(backdrop, side, stream(seed, number, Topic.BACKDROP));
    reduce();
    byte[] greys = camera.photograph(picture, stream(seed, number, Topic.CAMERA));
    return new RenderedFace(
        greys,
        labelled.label(),
        expression.kind(),
        lift,
        teeth,
        pose.yawDegrees(),
        looks,
        glasses.kind(),
        light);
  }

  private RandomStream stream(long seed, int number, Topic topic) {
    return new RandomStream(purpose, seed, number, topic.ordinal());
  }

  private void person(RandomStream random) {
    float[] weights = new float[HeadModel.IDENTITY_MODES];
    for (int mode = 0; mode < weights.length; mode++) {
      weights[mode] = Casting.IDENTITY.drawFloat(random);
    }
    tables.model().person(weights, rest);
  }

  /** An expression and what a person would call it. */
  private record Labelled(Expression expression, Smile.Label label) {}

  /** Draws expressions until one is called what it is meant to be, and moves the mesh. */
  private Labelled expression(RandomStream random) {
    boolean smile = random.nextDouble() < Repertoire.SMILES;
    Smile.Label wanted = smile ? Smile.Label.SMILE : Smile.Label.NOT_SMILE;
    Expression expression;
    Smile.Label label;
    int tries = 0;
    do {
      expression = Expression.draw(smile, random);
      mesh.set(rest);
      tables.model().express(expression, mesh);
      label = label(expression, random);
      tries++;
    } while (tries < MOST_TRIES && label != wanted);
    return new Labelled(expression, label);
  }

  private Smile.Label label(Expression expression, RandomStream random) {
    Distribution border = teeth() ? Casting.OPEN_BORDER : Casting.CLOSED_BORDER;
    float lift = Smile.lift(tables.model(), expression, rest, mesh);
    return Smile.label(expression, lift, border.drawFloat(random));
  }

  /** Whether teeth show, or the dark between them. */
  private boolean teeth() {
    return gap() > Casting.TEETH_FROM_GAP;
  }

  /** How far the lips are apart, in centimetres, against the person at rest. */
  private float gap() {
    int upper = tables.model().landmarks().vertex(Landmarks.UPPER_LIP_INSIDE);
    int lower = tables.model().landmarks().vertex(Landmarks.LOWER_LIP_INSIDE);
    return mesh.y()[upper] - mesh.y()[lower] - (rest.y()[upper] - rest.y()[lower]);
  }

  /** Sets the exposure by the middle of the picture, as cameras do, but not wholly. */
  private void expose(RandomStream random) {
    int full = rasteriser.side();
    float[] grey = rasteriser.grey();
    double sum = 0;
    int from = (int) (full * 0.3);
    int to = (int) (full * 0.7);
    for (int row = from; row < to; row++) {
      for (int column = from; column < to; column++) {
        sum += grey[row * full + column];
      }
    }
    double mean = sum / ((to - from) * (to - from));
    double wanted = Casting.EXPOSURE.draw(random) / (mean + 0.02);
    float exposure = (float) StrictMath.pow(wanted, Casting.EXPOSURE_STRENGTH.draw(random));
    for (int i = 0; i < grey.length; i++) {
      grey[i] *= exposure;
    }
  }

  /** Reflections of a lamp in the eyes. */
  private void catchlights(Expression expression, Pose pose, RandomStream random) {
    boolean there = Casting.CATCHLIGHT.happens(random);
    float power = Casting.CATCHLIGHT_POWER.drawFloat(random);
    float dx = Casting.CATCHLIGHT_X.drawFloat(random) * pose.pixelsPerCm();
    float dy = Casting.CATCHLIGHT_Y.drawFloat(random) * pose.pixelsPerCm();
    if (!there || expression.weight(Blendshape.EYE_BLINK_LEFT) > 0.5f) {
      return;
    }
    float radius = 0.13f * pose.pixelsPerCm();
    for (int from = 36; from <= 42; from += 6) {
      float[] eye = onPicture(from);
      spot(eye[0] + dx, eye[1] - dy, radius, power);
    }
  }

  private void spot(float cx, float cy, float radius, float power) {
    int full = rasteriser.side();
    int reach = (int) (2 * radius) + 1;
    for (int row = Math.max(0, (int) cy - reach); row <= Math.min(full - 1, cy + reach); row++) {
      for (int column = Math.max(0, (int) cx - reach);
          column <= Math.min(full - 1, cx + reach);
          column++) {
        float u = (column - cx) / radius;
        float v = (row - cy) / radius;
        float fade = Math.max(0, 1 - (u * u + v * v) / 3);
        rasteriser.grey()[row * full + column] += power * fade * fade * fade;
      }
    }
  }

  /** The middle of six landmarks in the picture. */
  private float[] onPicture(int from) {
    Landmarks landmarks = tables.model().landmarks();
    return new float[] {landmarks.mean(x, from, from + 6), landmarks.mean(y, from, from + 6)};
  }

  /** Averages to the final size, over the backdrop. */
  private void reduce() {
    int full = rasteriser.side();
    float[] grey = rasteriser.grey();
    float share = 1f / (OVERSAMPLING * OVERSAMPLING);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        float sum = 0;
        float behind = backdrop[row * side + column];
        for (int dy = 0; dy < OVERSAMPLING; dy++) {
          int pixel = (row * OVERSAMPLING + dy) * full + column * OVERSAMPLING;
          for (int dx = 0; dx < OVERSAMPLING; dx++) {
            sum += rasteriser.isCovered(pixel + dx) ? grey[pixel + dx] : behind + grey[pixel + dx];
          }
        }
        picture[row * side + column] = sum * share;
      }
    }
  }
}
