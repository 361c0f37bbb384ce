package io.github.llmmetrics.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmmetrics.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeavyHittersTest {

  private final ManualClock clock = new ManualClock();
  private final List<String> vacated = new ArrayList<>();

  private HeavyHitters<String> places(int limit) {
    return places(limit, null);
  }

  private HeavyHitters<String> places(int limit, @Nullable Duration idleLimit) {
    return new HeavyHitters<>(
        limit,
        idleLimit,
        clock,
        value -> "series of " + value,
        place -> vacated.add(place.value()));
  }

  /** Whether a value has a place, each time. */
  private static boolean visit(HeavyHitters<String> places, String value, int times) {
    boolean has = true;
    for (int i = 0; i < times; i++) {
      Place<String> place = places.enter(value);
      has &= place != null;
      if (place != null) {
        place.leave();
      }
    }
    return has;
  }

  private void scrape(HeavyHitters<String> places, int times) {
    for (int i = 0; i < times; i++) {
      clock.advance(Duration.ofSeconds(15));
      places.turnOver();
    }
  }

  private static Place<String> enter(HeavyHitters<String> places, String value) {
    return Objects.requireNonNull(places.enter(value), value);
  }

  @Test
  void enter_whileThereIsRoom_isFirstCome() {
    HeavyHitters<String> places = places(2);

    Place<String> place = enter(places, "a");

    assertThat(place.value()).isEqualTo("a");
    assertThat(place.series()).isEqualTo("series of a");
    assertThat(place.isPromoted()).isFalse();
    assertThat(visit(places, "b", 1)).isTrue();
    assertThat(visit(places, "c", 1)).isFalse();
    assertThat(visit(places, "a", 1)).isTrue();
  }

  @Test
  void newcomer_thatBecomesHeavier_takesThePlaceOnceScrapesHaveShownTheOldOne() {
    HeavyHitters<String> places = places(2);
    visit(places, "small", 1);
    visit(places, "middle", 50);
    visit(places, "big", 100);

    scrape(places, 1);
    assertThat(visit(places, "small", 1)).as("retired").isFalse();
    assertThat(visit(places, "middle", 1)).isTrue();
    assertThat(vacated).isEmpty();
    scrape(places, 4);
    assertThat(vacated).isEmpty();
    assertThat(visit(places, "big", 1)).as("the place is not free yet").isFalse();
    scrape(places, 1);

    assertThat(vacated).containsExactly("small");
    Place<String> place = enter(places, "big");
    assertThat(place.isPromoted()).isTrue();
    assertThat(visit(places, "small", 1)).isFalse();
  }

  @Test
  void retired_whileSomebodyIsInside_keepsItsSeries() {
    HeavyHitters<String> places = places(1);
    Place<String> inside = enter(places, "small");
    visit(places, "big", 100);

    scrape(places, 20);
    assertThat(vacated).isEmpty();

    inside.leave();
    scrape(places, 4);
    assertThat(vacated).as("what it wrote last was not shown for long").isEmpty();
    scrape(places, 1);
    assertThat(vacated).containsExactly("small");
  }

  @Test
  void retired_whereTimeStandsStillOrNobodyScrapes_keepsItsSeries() {
    HeavyHitters<String> places = places(1);
    visit(places, "small", 1);
    visit(places, "big", 100);
    scrape(places, 2);

    for (int i = 0; i < 100; i++) {
      places.turnOver();
    }
    assertThat(vacated).isEmpty();

    HeavyHitters<String> unscraped = places(1);
    visit(unscraped, "small", 1);
    visit(unscraped, "big", 100);
    scrape(unscraped, 1);
    clock.advance(Duration.ofHours(5));
    unscraped.turnOver();
    assertThat(vacated).as("a scrape began, and may not have ended").isEmpty();
  }

  @Test
  void newcomer_thatIsNotMuchHeavier_waits() {
    HeavyHitters<String> places = places(1);
    visit(places, "first", 50);
    visit(places, "second", 100);

    scrape(places, 20);

    assertThat(visit(places, "first", 1)).isTrue();
    assertThat(vacated).isEmpty();
  }

  @Test
  void newcomer_thatCameThreeTimes_isNotHeavy() {
    HeavyHitters<String> places = places(1);
    visit(places, "first", 1);
    visit(places, "second", 3);

    scrape(places, 20);

    assertThat(vacated).isEmpty();
  }

  @Test
  void newcomers_manyAtOnce_replaceATenthAtATime() {
    HeavyHitters<String> places = places(40);
    for (int i = 0; i < 40; i++) {
      visit(places, "small-" + i, 1);
    }
    for (int i = 0; i < 40; i++) {
      visit(places, "big-" + i, 100);
    }

    scrape(places, 6);
    assertThat(vacated).hasSize(4);
    scrape(places, 6);
    assertThat(vacated).hasSize(8);
    scrape(places, 100);
    assertThat(vacated).hasSize(40).allMatch(value -> value.startsWith("small"));
    for (int i = 0; i < 40; i++) {
      assertThat(visit(places, "big-" + i, 1)).isTrue();
    }
  }

  @Test
  void fourTimesAsManyEqualsAsPlaces_doNotTakeTurns() {
    HeavyHitters<String> places = places(10);
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 40; i++) {
        visit(places, "v-" + i, 1);
      }
      scrape(places, 1);
    }

    assertThat(vacated).isEmpty();
  }

  @Test
  void pastWeight_isForgotten() {
    HeavyHitters<String> places = places(1);
    visit(places, "yesterday", 1_000);
    visit(places, "today", 1);
    scrape(places, 20 * 60 * 4);
    visit(places, "today", 10);

    scrape(places, 8);

    assertThat(vacated).containsExactly("yesterday");
    assertThat(visit(places, "today", 1)).isTrue();
  }

  @Test
  void declared_keepsItsPlace() {
    HeavyHitters<String> places = places(1, Duration.ofMinutes(5));
    assertThat(places.declare("mine")).isSameAs(places.declare("mine"));
    visit(places, "big", 1_000);

    scrape(places, 100);

    assertThat(visit(places, "mine", 1)).isTrue();
    assertThatThrownBy(() -> places.declare("another"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("another has no place among 1");
  }

  @Test
  void idle_withALimit_isGivenUpAndThePlaceGoesToWhoComesNext() {
    HeavyHitters<String> places = places(2, Duration.ofMinutes(5));
    visit(places, "gone", 10);
    Place<String> inside = enter(places, "slow");

    scrape(places, 4 * 10);

    assertThat(vacated).containsExactly("gone");
    assertThat(visit(places, "next", 1))
        .as("places are given at scrapes from now on")
        .isFalse();
    scrape(places, 1);
    assertThat(enter(places, "next").isPromoted()).isTrue();
    inside.leave();
    assertThat(visit(places, "slow", 1))
        .as("a request that lasts is no idleness")
        .isTrue();
  }

  @Test
  void idle_withoutALimit_keepsItsPlace() {
    HeavyHitters<String> places = places(2);
    visit(places, "gone", 10);

    scrape(places, 4 * 60 * 24);

    assertThat(vacated).isEmpty();
  }

  @Test
  void clock_thatGoesBackOrJumps_stopsNothingForLong() {
    HeavyHitters<String> places = places(1);
    visit(places, "small", 1);
    clock.advance(Duration.ofDays(-365));
    visit(places, "big", 100);
    places.turnOver();
    scrape(places, 7);
    assertThat(vacated).containsExactly("small");

    clock.advance(Duration.ofDays(365));
    visit(places, "bigger", 1_000);
    scrape(places, 6);
    assertThat(visit(places, "bigger", 1)).isTrue();
  }

  @Test
  void shown_isTrueAfterAScrapeBetweenAndAMinute() {
    HeavyHitters<String> places = places(1);
    HeavyHitters.Shown shown = places.shown();

    scrape(places, 3);
    assertThat(shown.isShown()).isFalse();
    scrape(places, 1);
    assertThat(shown.isShown()).isTrue();
  }
}
