package smilet.device.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import smilet.device.supply.InstalledModels;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.shared.file.ModelFile;
import smilet.shared.model.Model;
import smilet.shared.ready.ReadyModel;

/** The model that runs and the one before it: {@code /model}, and {@code /go-back}. */
final class ModelRoutes {
  private final ModelHandover models;
  private final InstalledModels installed;

  ModelRoutes(ModelHandover models, InstalledModels installed) {
    this.models = models;
    this.installed = installed;
  }

  void addTo(RouteTable table) {
    table.get("/model", _ -> JsonReply.of(this::write));
    table.post(
        "/go-back",
        _ -> {
          installed.goBack();
          return Reply.DONE;
        });
  }

  private void write(JsonGenerator json) throws IOException {
    LoadedModel running = models.running();
    Model numbers = running.classifier().model();
    json.writeStringField("name", installed.name(running.contentHash()));
    json.writeStringField("sha256", running.contentHash());
    json.writeStringField("network", numbers.network());
    json.writeStringField("grid", numbers.grid().toString());
    json.writeNumberField("parameters", numbers.parameterCount());
    json.writeNumberField("sinceMillis", models.runningSinceMillis());
    Optional<ModelFile> file = installed.file(running.contentHash());
    if (file.isPresent()) {
      json.writeNumberField("bytes", file.get().encode().length);
      writeAccuracy(json, file.get());
    }
    Optional<String> before = installed.before();
    if (before.isPresent()) {
      json.writeStringField("before", installed.name(before.get()));
    }
  }

  private void writeAccuracy(JsonGenerator json, ModelFile file) throws IOException {
    Optional<ReadyModel> ready = InstalledModels.ready(file.contentHash());
    String auc =
        ready
            .map(model -> String.valueOf(model.figures().auc()))
            .orElse(file.training().getOrDefault("held-out-auc", ""));
    if (!auc.isEmpty()) {
      json.writeStringField("auc", auc);
    }
  }
}
