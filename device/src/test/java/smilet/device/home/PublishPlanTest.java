package smilet.device.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PublishPlanTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long FRAME = SECOND / 30;
  private static final long MINUTE = 60 * SECOND;

  private final PublishPlan plan = new PublishPlan();
  private final Moment moment = new Moment();

  /** When messages were published, and with which decision. */
  private record Sent(long nanos, String decision) {}

  private final List<Sent> sent = new ArrayList<>();

  private void frame(long nanos, String decision, int permille) {
    moment.decision = decision;
    moment.permille = permille;
    if (plan.publishes(moment, nanos)) {
      sent.add(new Sent(nanos, decision));
    }
  }

  @Test
  void decisionsThatFlapGiveAtMostThirtyMessagesInAnyMinute() {
    for (long nanos = 0; nanos < 10 * MINUTE; nanos += FRAME) {
      boolean smile = nanos / FRAME % 2 == 0;
      frame(nanos, smile ? "smile" : "not-smile", smile ? 900 : 100);
    }
    for (int i = PublishPlan.MOST_PER_MINUTE; i < sent.size(); i++) {
      assertThat(sent.get(i).nanos - sent.get(i - PublishPlan.MOST_PER_MINUTE).nanos)
          .isGreaterThanOrEqualTo(MINUTE);
    }
    assertThat(sent).hasSizeBetween(200, 210);
  }

  @Test
  void afterFlappingTheNewestDecisionIsPublishedWithinSeconds() {
    for (int i = 0; i < 1000; i++) {
      frame(i * FRAME, i % 2 == 0 ? "smile" : "not-smile", 500);
    }
    for (int i = 1000; i < 1000 + 30 * 4; i++) {
      frame(i * FRAME, "unsure", 500);
    }
    assertThat(sent.getLast().decision).isEqualTo("unsure");
  }

  @Test
  void aDecisionIsPublishedAtOnce() {
    frame(0, "smile", 900);
    frame(FRAME, "not-smile", 100);
    frame(2 * FRAME, "not-smile", 100);
    assertThat(sent).containsExactly(new Sent(0, "smile"), new Sent(FRAME, "not-smile"));
  }

  @Test
  void aPercentageThatChangesIsPublishedEveryTenSecondsAndOtherwiseEveryThirty() {
    for (long nanos = 0; nanos < MINUTE; nanos += FRAME) {
      frame(nanos, "smile", 900 + (int) (nanos / FRAME % 50));
    }
    assertThat(sent.size()).isBetween(6, 7);
    sent.clear();
    for (long nanos = MINUTE; nanos < 3 * MINUTE; nanos += FRAME) {
      frame(nanos, "smile", 900);
    }
    assertThat(sent.size()).isBetween(4, 5);
  }

  @Test
  void afterAnAnnouncementTheStateIsPublishedAtOnceAndOnceMore() {
    frame(0, "smile", 900);
    plan.announced(SECOND);
    for (long nanos = SECOND; nanos < 20 * SECOND; nanos += FRAME) {
      frame(nanos, "smile", 900);
    }
    assertThat(sent).hasSize(3);
    assertThat(sent.get(2).nanos - sent.get(1).nanos).isBetween(3 * SECOND, 4 * SECOND);
  }
}
