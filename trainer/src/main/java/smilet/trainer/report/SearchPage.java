package smilet.trainer.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import smilet.trainer.search.Rung;
import smilet.trainer.search.SearchOutcome;
import smilet.trainer.search.SearchRequest;
import smilet.trainer.search.Standing;

/**
 * The page about a search: the winner beside the network known before, accuracy against bytes and
 * multiply-adds, all standings, and what it cost.
 *
 * @param title the title of the page
 */
public record SearchPage(String title, SearchRequest request, SearchOutcome outcome) {

  /** The whole page. */
  public String html() {
    Charts charts = new Charts();
    List<List<Standing>> standings = outcome.standings();
    String body =
        Template.named("search.html")
            .filled(
                Map.of(
                    "summary", summary(),
                    "honest", Template.escaped(honest()),
                    "options", Template.escaped(outcome.winner().candidate().options()),
                    "bytes", ParetoChart.svg(charts, standings, "bytes", Standing::bytes),
                    "work",
                        ParetoChart.svg(
                            charts,
                            standings,
                            "million multiply-adds per frame",
                            standing -> standing.candidate().multiplyAdds() * 1e-6),
                    "front", rows(Standing.paretoFront(standings.getLast(), Standing::bytes)),
                    "frontOfWork",
                        rows(
                            Standing.paretoFront(
                                standings.getLast(),
                                standing -> standing.candidate().multiplyAdds())),
                    "rungs", rungs()));
    return Template.document(title, Template.named("page.css").text(), body);
  }

  /** What the figures are worth, in words. */
  public String honest() {
    return String.format(
        Locale.ROOT,
        "The winner was chosen on folds 0 to %d, out of %,d candidates, so its AUC on them is too"
            + " high. Its AUC on fold %d is not: no candidate learned from that fold or was judged"
            + " on it before the end.",
        request.keptBack() - 1,
        outcome.standings().getFirst().size(),
        request.keptBack());
  }

  private String summary() {
    Optional<SearchOutcome.Judged> usual = outcome.usual();
    String fold = " on fold " + request.keptBack();
    String cards =
        card("AUC" + fold, "%.4f", outcome.winner().auc())
            + card("AUC on the folds it was chosen on", "%.4f", outcome.chosenOn().auc())
            + card("model file", "%,d bytes", outcome.winner().model().length)
            + card("multiply-adds per frame", "%,d", outcome.winner().candidate().multiplyAdds())
            + card("CPU time of the search", "%,.0f s", outcome.cpuSeconds())
            + card("models trained", "%,d", outcome.models());
    return usual.isEmpty()
        ? cards
        : cards
            + card("AUC of " + name(usual.get()) + fold, "%.4f", usual.get().auc())
            + card(name(usual.get()), "%,d bytes", usual.get().model().length)
            + card(
                "multiply-adds of " + name(usual.get()),
                "%,d",
                usual.get().candidate().multiplyAdds());
  }

  private static String name(SearchOutcome.Judged usual) {
    return "the usual " + usual.candidate().network();
  }

  private static String card(String name, String format, Object value) {
    return Template.named("card.html")
        .filled(Map.of("name", name, "value", String.format(Locale.ROOT, format, value)));
  }

  private String rungs() {
    StringBuilder rungs = new StringBuilder();
    for (int i = 0; i < outcome.standings().size(); i++) {
      Rung rung = outcome.ladder().get(i);
      List<Standing> standings = outcome.standings().get(i);
      rungs.append(
          Template.named("search-rung.html")
              .filled(
                  Map.of(
                      "number", String.valueOf(i + 1),
                      "share", String.format(Locale.ROOT, "%.0f", 100 * rung.share()),
                      "folds", rung.judged().toString(),
                      "count", String.format(Locale.ROOT, "%,d", standings.size()),
                      "cpu",
                          String.format(
                              Locale.ROOT,
                              "%,.0f",
                              standings.stream().mapToDouble(Standing::cpuSeconds).sum()),
                      "rows", rows(standings))));
    }
    return rungs.toString();
  }

  private static String rows(List<Standing> standings) {
    Template row = Template.named("search-row.html");
    StringBuilder rows = new StringBuilder();
    for (Standing standing : standings) {
      rows.append(
          row.filled(
              Map.of(
                  "options", Template.escaped(standing.candidate().options()),
                  "auc",
                      standing.complete()
                          ? String.format(Locale.ROOT, "%.4f", standing.auc())
                          : "diverged",
                  "bytes", String.format(Locale.ROOT, "%,d", standing.bytes()),
                  "multiplyAdds",
                      String.format(Locale.ROOT, "%,d", standing.candidate().multiplyAdds()),
                  "cpu", String.format(Locale.ROOT, "%,.0f", standing.cpuSeconds()))));
    }
    return rows.toString();
  }
}
