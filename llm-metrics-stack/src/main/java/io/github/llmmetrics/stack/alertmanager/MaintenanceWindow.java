package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.alert.Settings;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A time each week in which a team works on its service, and nobody is told of its alerts.
 *
 * @param name unique
 * @param days one or more
 * @param from when it begins, in whole minutes
 * @param to when it ends, in whole minutes; midnight is the end of the day
 * @param zone whose clock it goes by, with summer time
 */
public record MaintenanceWindow(
    String name, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

  /**
   * Checks that it is a time of one day.
   *
   * @param name not blank
   * @param days one or more
   * @param from before the end
   * @param to after the beginning: a window over midnight is two windows
   * @param zone a region such as {@code Europe/Berlin}, or UTC
   */
  public MaintenanceWindow {
    Settings.require(!name.isBlank(), "name", name, "a name");
    Settings.require(!days.isEmpty(), "days", days, "one or more days");
    days = Set.copyOf(days);
    Settings.require(isWholeMinutes(from), "from", from, "in whole minutes");
    Settings.require(
        isWholeMinutes(to) && (isEndOfDay(to) || from.isBefore(to)),
        "to",
        to,
        "in whole minutes, and after " + from + ": a window over midnight is two windows");
    Settings.require(
        !(zone instanceof ZoneOffset) || zone.equals(ZoneOffset.UTC),
        "zone",
        zone,
        "a region such as Europe/Berlin, or UTC");
  }

  private static boolean isWholeMinutes(LocalTime time) {
    return time.getSecond() == 0 && time.getNano() == 0;
  }

  private static boolean isEndOfDay(LocalTime time) {
    return time.equals(LocalTime.MIDNIGHT);
  }

  Map<String, Object> tree() {
    Map<String, Object> time = new LinkedHashMap<>();
    time.put("start_time", from.toString());
    time.put("end_time", isEndOfDay(to) ? "24:00" : to.toString());
    Map<String, Object> interval = new LinkedHashMap<>();
    interval.put(
        "weekdays",
        EnumSet.copyOf(days).stream()
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList());
    interval.put("times", List.of(time));
    interval.put("location", zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("time_intervals", List.of(interval));
    return tree;
  }
}
