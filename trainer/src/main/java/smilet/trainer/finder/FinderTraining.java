package smilet.trainer.finder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import smilet.shared.file.FinderFile;
import smilet.shared.file.GoldenPicture;
import smilet.shared.finder.Finder;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Model;
import smilet.trainer.data.Dataset;
import smilet.trainer.descent.Descent;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.descent.DescentResult;
import smilet.trainer.descent.Iteration;
import smilet.trainer.descent.Stopwatch;
import smilet.trainer.network.Network;
import smilet.trainer.quantise.Quantisation;

/**
 * Trains a finder: one descent, during which the windows of backgrounds that the network takes for
 * faces come to the samples again and again. Then the threshold is fitted to backgrounds that were
 * set aside.
 */
public final class FinderTraining {
  /**
   * Boxes per background, none of them a face, that the threshold allows. Rooms have more than the
   * backgrounds that were set aside, because those are like the ones that were learned.
   */
  public static final double FALSE_FACES = 0.01;

  /** Iterations from one search for mistakes to the next, the first after so many. */
  private static final int MINING_INTERVAL = 2;

  /** No search after this share of the iterations: the last ones learn what there is. */
  private static final double MINING_UNTIL = 0.8;

  /** The share of the windows that a search exchanges at most. */
  private static final double EXCHANGED = 0.08;

  /** A fifth of the backgrounds, but no more than so many, is for the threshold. */
  private static final int MOST_ASIDE = 100;

  /** A golden picture shows one small face, and takes 540 bytes. */
  private static final Scenes.Layout GOLDEN = new Scenes.Layout(40, 36, 1, 0, 26, 0.8);

  private static final int GOLDEN_BITS = 3;

  private final Dataset faces;
  private final FinderPlan plan;
  private final Backgrounds aside;
  private final Backgrounds learned;
  private final FinderSamples samples;
  private final Mining mining;
  private final Descent descent;

  /**
   * @param faces pictures of one face each; its box is the square of {@value WindowPainter#BOX}
   *     times the picture's shorter side in its middle
   * @param backgrounds 2 or more
   */
  public FinderTraining(Dataset faces, Backgrounds backgrounds, FinderPlan plan) {
    this.faces = faces;
    this.plan = plan;
    int count = Math.clamp(backgrounds.count() / 5, 1, MOST_ASIDE);
    Backgrounds.Parts parts = backgrounds.split(count, plan.seed());
    this.aside = parts.part();
    this.learned = parts.others();
    int side = plan.architecture().grid().width();
    this.samples =
        new FinderSamples(faces, faces.indices(), learned, plan.windows(), side, plan.seed());
    this.mining = new Mining(learned, plan.seed());
    Network start = Network.initialise(plan.architecture(), samples.normalisation(), plan.seed());
    this.descent =
        new Descent(
            start, samples, Optional.empty(), plan.recipe(), plan.threads(), Stopwatch.ofProcess());
  }

  /** Makes {@link #run} end at its next step with the network that there is. */
  public void interrupt() {
    descent.interrupt();
  }

  /** The finder that was trained, and how the descent went. */
  public record Result(FinderFile file, DescentResult outcome) {}

  /**
   * Trains.
   *
   * @throws smilet.trainer.descent.DivergedException if the learning rate is too high
   */
  public Result run(DescentListener listener) {
    DescentResult outcome = descent.run(new MiningListener(listener));
    Finder finder = new Finder(outcome.model(samples), 0);
    Finder fitted = finder.withThreshold(threshold(finder));
    return new Result(new FinderFile(fitted, record(outcome), List.of(golden(fitted))), outcome);
  }

  /** The least score that at most {@link #FALSE_FACES} boxes per background reach. */
  private int threshold(Finder finder) {
    List<Scene> empty = new ArrayList<>();
    for (Frame picture : aside.pictures()) {
      empty.add(new Scene("", picture, List.of(), List.of()));
    }
    FinderEvaluation evaluation = FinderEvaluation.of(finder, empty, finder.side());
    int allowed = (int) (FALSE_FACES * aside.count());
    List<FinderEvaluation.Found> found = evaluation.found();
    if (found.size() <= allowed) {
      return finder.thresholdQ16() - FinderEvaluation.DEPTH_Q16;
    }
    return (int) Math.rint(found.get(allowed).score() * Q16.ONE) + 1;
  }

  private GoldenPicture golden(Finder finder) {
    Frame picture =
        new Scenes(faces, faces.indices(), aside, GOLDEN, plan.seed()).scene(0).picture();
    FrameFormat format = picture.format();
    Frame coarse = new Frame(new FrameFormat(format.width(), format.height(), GOLDEN_BITS));
    for (int i = 0; i < coarse.pixels().length; i++) {
      coarse.pixels()[i] = (char) (picture.pixels()[i] >> (format.bits() - GOLDEN_BITS));
    }
    return GoldenPicture.of(finder, coarse, finder.side());
  }

  /** How the finder was made, without time and machine: the same training writes the same file. */
  private Map<String, String> record(DescentResult outcome) {
    Map<String, String> record = new TreeMap<>();
    record.put("seed", String.valueOf(plan.seed()));
    record.put("faces", String.valueOf(faces.size()));
    record.put("backgrounds", String.valueOf(learned.count()));
    record.put("held-out", String.valueOf(aside.count()));
    record.put("iterations", String.valueOf(outcome.keptIteration()));
    record.put("stopped", outcome.reason().description());
    return record;
  }

  private final class MiningListener implements DescentListener {
    private final DescentListener next;

    MiningListener(DescentListener next) {
      this.next = next;
    }

    @Override
    public void iterationDone(Iteration iteration, Network network) {
      next.iterationDone(iteration, network);
      int number = iteration.number();
      if (number % MINING_INTERVAL == 0 && number <= MINING_UNTIL * plan.iterations()) {
        Model model = Quantisation.calibrate(network, samples, 8).model(network);
        samples.replace(mining.hardest(model, number, (int) (EXCHANGED * plan.windows())));
      }
    }

    @Override
    public void batchDone(double share, double loss) {
      next.batchDone(share, loss);
    }
  }
}
