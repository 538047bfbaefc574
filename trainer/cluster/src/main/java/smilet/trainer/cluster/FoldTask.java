package smilet.trainer.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.spark.SparkEnv;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.trainer.folds.FaceSource;
import smilet.trainer.folds.FoldTraining;
import smilet.trainer.folds.TrainingFaces;

/** Runs on a worker: trains the one item of a partition. */
final class FoldTask extends AbstractFunction1<Iterator<FoldTraining>, Answer>
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The faces of this virtual machine. Its tasks share them, and it serves one command only. */
  private static TrainingFaces faces;

  private final FaceSource source;
  private final String facesHash;

  FoldTask(FaceSource source, String facesHash) {
    this.source = source;
    this.facesHash = facesHash;
  }

  @Override
  public Answer apply(Iterator<FoldTraining> items) {
    FoldTraining item = items.next();
    try {
      return new Answer.Done(item.run(faces()));
    } catch (UserError error) {
      return refused(error.getMessage());
    } catch (UncheckedIOException fault) {
      return refused(FileError.message(fault.getCause()));
    } catch (IOException fault) {
      return refused(FileError.message(fault));
    }
  }

  private TrainingFaces faces() throws IOException {
    synchronized (FoldTask.class) {
      if (faces == null) {
        TrainingFaces read = TrainingFaces.of(source.load());
        if (!read.contentHash().equals(facesHash)) {
          throw new UserError("the faces in " + source.data() + " are others than here");
        }
        faces = read;
      }
      return faces;
    }
  }

  private static Answer refused(String reason) {
    return new Answer.Refused(
        "worker %s: %s; every worker must have the same faces at the same path"
            .formatted(host(), reason));
  }

  private static String host() {
    SparkEnv environment = SparkEnv.get();
    return environment == null ? "here" : environment.blockManager().blockManagerId().host();
  }
}
