package io.github.llmmetrics.stack.grafana;

import static io.github.llmmetrics.catalogue.LabelDefinitions.MODEL;
import static io.github.llmmetrics.stack.grafana.Samples.DEPTH;
import static io.github.llmmetrics.stack.grafana.Samples.panel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.llmmetrics.stack.format.Json;
import io.github.llmmetrics.stack.promql.TargetLabels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PanelTest {

  @Test
  void panel_withoutTitleOrDescription_throws() {
    assertThatThrownBy(() -> Panel.of(Stat.NUMBER, " ", Unit.COUNT, "Look."))
        .hasMessage("panel \" \": no title");
    assertThatThrownBy(() -> Panel.of(Stat.NUMBER, "Queue", Unit.COUNT, ""))
        .hasMessage("panel \"Queue\": no description");
  }

  @Test
  void legend_withALabelThatTheQueryDoesNotReturn_throws() {
    assertThatThrownBy(() -> panel(Stat.NUMBER).query(DEPTH, "{{model}} {{instance}}"))
        .hasMessage("panel \"Queue\": \"{{model}} {{instance}}\" names the label instance,"
            + " which is none of [model]");
  }

  @Test
  void legends_thatAreTheSame_throw() {
    Panel one = panel(Stat.NUMBER).query(DEPTH, "{{model}}");

    assertThatThrownBy(() -> one.query(DEPTH.top(1), "{{model}}"))
        .hasMessage("panel \"Queue\": two queries with the legend \"{{model}}\"");
  }

  @Test
  void queries_beyondTheAlphabet_throw() {
    assertThatThrownBy(() -> {
          Panel panel = panel(Stat.NUMBER);
          for (int i = 0; i < 27; i++) {
            panel = panel.query(DEPTH, "query " + i);
          }
        })
        .hasMessage("panel \"Queue\": more than 26 queries");
  }

  @Test
  void table_withOtherColumnsThanItsQueries_throws() {
    Panel table = panel(Table.of(MODEL, TargetLabels.INSTANCE));

    assertThatThrownBy(() -> table.instant(DEPTH, "Waiting"))
        .hasMessage("panel \"Queue\": columns [instance, model] for a query by [model]");
  }

  @Test
  void tree_ofAStat_isAsGrafanaHasIt() {
    Panel panel = panel(Stat.SPARKLINE)
        .query(DEPTH, "{{model}}")
        .between(0, 100)
        .decimals(1)
        .texts(new ValueText("0", "none", Colour.GREEN))
        .valueLink(new Link("Model", "/d/model"))
        .link(new Link("Playbook", "https://example.org/queue"))
        .override(FieldOverride.byRegexp("^big").colour(Colour.RED).onTheRight());

    assertThat(Json.text(panel.tree(7, new GridPosition(4, 5, panel.size())))).isEqualTo("""
        {
          "id" : 7,
          "type" : "stat",
          "title" : "Queue",
          "description" : "Scale out if it grows.",
          "gridPos" : {
            "h" : 4,
            "w" : 4,
            "x" : 4,
            "y" : 5
          },
          "datasource" : {
            "type" : "prometheus",
            "uid" : "$datasource"
          },
          "targets" : [
            {
              "datasource" : {
                "type" : "prometheus",
                "uid" : "$datasource"
              },
              "refId" : "A",
              "expr" : "sum by (model) (llm_queue_depth)",
              "legendFormat" : "{{model}}",
              "format" : "time_series",
              "instant" : false,
              "range" : true
            }
          ],
          "fieldConfig" : {
            "defaults" : {
              "unit" : "short",
              "color" : {
                "mode" : "thresholds"
              },
              "thresholds" : {
                "mode" : "absolute",
                "steps" : [
                  {
                    "color" : "text",
                    "value" : null
                  }
                ]
              },
              "mappings" : [
                {
                  "type" : "value",
                  "options" : {
                    "0" : {
                      "text" : "none",
                      "color" : "green",
                      "index" : 0
                    }
                  }
                }
              ],
              "min" : 0.0,
              "max" : 100.0,
              "decimals" : 1,
              "links" : [
                {
                  "title" : "Model",
                  "url" : "/d/model",
                  "targetBlank" : false
                }
              ],
              "custom" : { }
            },
            "overrides" : [
              {
                "matcher" : {
                  "id" : "byRegexp",
                  "options" : "/^big/"
                },
                "properties" : [
                  {
                    "id" : "color",
                    "value" : {
                      "mode" : "fixed",
                      "fixedColor" : "red"
                    }
                  },
                  {
                    "id" : "custom.axisPlacement",
                    "value" : "right"
                  }
                ]
              }
            ]
          },
          "options" : {
            "reduceOptions" : {
              "calcs" : [
                "lastNotNull"
              ],
              "fields" : "",
              "values" : false
            },
            "orientation" : "auto",
            "textMode" : "auto",
            "colorMode" : "value",
            "graphMode" : "area",
            "justifyMode" : "auto",
            "wideLayout" : true,
            "showPercentChange" : false
          },
          "links" : [
            {
              "type" : "link",
              "title" : "Playbook",
              "url" : "https://example.org/queue",
              "targetBlank" : true,
              "icon" : "doc",
              "tooltip" : "",
              "tags" : [ ],
              "asDropdown" : false,
              "includeVars" : false,
              "keepTime" : false
            }
          ]
        }
        """);
  }

  @Test
  void table_ofSeveralQueries_isOneWithAColumnForEach() {
    Panel table = panel(Table.of(MODEL).sortedBy("Waiting"))
        .column(DEPTH, "Waiting", Unit.COUNT)
        .column(DEPTH.top(3), "Most", Unit.NUMBER)
        .instant(DEPTH.above(0), "");

    assertThat(Json.text(table.visualization().transformations(table))).isEqualTo("""
        [
          {
            "id" : "merge",
            "options" : { }
          },
          {
            "id" : "organize",
            "options" : {
              "excludeByName" : {
                "Time" : true,
                "Value #C" : true
              },
              "indexByName" : {
                "model" : 0,
                "Value #A" : 1,
                "Value #B" : 2
              },
              "renameByName" : {
                "model" : "Model",
                "Value #A" : "Waiting",
                "Value #B" : "Most"
              }
            }
          }
        ]
        """);
    assertThat(table.field().overrides())
        .containsExactly(
            FieldOverride.byName("Waiting").unit(Unit.COUNT),
            FieldOverride.byName("Most").unit(Unit.NUMBER));
    assertThat(table.visualization().options(table))
        .containsEntry("sortBy", List.of(Map.of("displayName", "Waiting", "desc", true)));
  }

  @Test
  void table_ofOneQuery_namesItsOnlyValue() {
    Panel table = panel(Table.of(MODEL)).instant(DEPTH, "Waiting");

    assertThat(Json.text(table.visualization().transformations(table)))
        .contains("\"Value\" : \"Waiting\"");
    assertThat(table.visualization().options(table)).containsEntry("sortBy", List.of());
  }

  @Test
  void timeSeries_drawsThresholds_onlyIfItHasSome() {
    Panel plain = panel(TimeSeries.LINES).query(DEPTH, "{{model}}");
    Panel lined = plain.thresholds(new ThresholdSteps(
        Colour.GREEN, List.of(new ThresholdSteps.Step(5, Colour.RED)), ThresholdSteps.Line.SOLID));

    assertThat(plain.visualization().custom(plain))
        .containsEntry("thresholdsStyle", Map.of("mode", "off"));
    assertThat(lined.visualization().custom(lined))
        .containsEntry("thresholdsStyle", Map.of("mode", "line"));
  }

  @Test
  void timeSeries_mayBeStacked_orLogarithmic() {
    Panel stacked = panel(TimeSeries.STACKED.legend(Legend.SIDE));
    Panel logarithmic = panel(TimeSeries.LINES.scale(TimeSeries.Scale.SYMLOG));

    assertThat(stacked.visualization().custom(stacked))
        .containsEntry("stacking", Map.of("mode", "normal", "group", "A"))
        .containsEntry("scaleDistribution", Map.of("type", "linear"));
    assertThat(stacked.visualization().options(stacked))
        .extracting("legend")
        .hasToString(
            "{calcs=[max, lastNotNull], displayMode=table, placement=right, showLegend=true}");
    assertThat(logarithmic.visualization().custom(logarithmic))
        .containsEntry(
            "scaleDistribution", Map.of("type", "symlog", "log", 10, "linearThreshold", 1));
  }

  @Test
  void target_saysWhenItIsAskedFor() {
    Panel panel = panel(TimeSeries.LINES)
        .query(DEPTH, "a")
        .queryWithExemplars(DEPTH, "b")
        .instant(DEPTH, "c");

    assertThat(panel.targets().stream().map(target -> target.tree("A", "time_series")))
        .extracting(
            tree -> tree.get("range"), tree -> tree.get("exemplar"), tree -> tree.get("instant"))
        .containsExactly(
            tuple(true, null, false), tuple(true, true, false), tuple(false, null, true));
  }

  @Test
  void heatmap_hasItsUnitOnTheAxis_andAsksForBuckets() {
    Panel heatmap = Panel.of(Heatmap.BUCKETS, "Time", Unit.SECONDS, "Look for two bands.");

    assertThat(heatmap.visualization().format()).isEqualTo("heatmap");
    assertThat(heatmap.visualization().options(heatmap))
        .extracting("yAxis")
        .hasToString("{unit=s, axisPlacement=left, reverse=false}");
  }

  @Test
  void gauges_areOfTheirType() {
    assertThat(Gauge.ARC.type()).isEqualTo("gauge");
    assertThat(BarGauge.HORIZONTAL.type()).isEqualTo("bargauge");
    assertThat(BarGauge.HORIZONTAL.options(panel(BarGauge.HORIZONTAL)))
        .containsEntry("orientation", "horizontal");
    assertThat(Gauge.ARC.options(panel(Gauge.ARC))).containsEntry("showThresholdMarkers", true);
  }

  @Test
  void sized_isAnotherSize() {
    assertThat(panel(Stat.NUMBER).sized(24, 3).size()).isEqualTo(new Size(24, 3));
  }

  @Test
  void override_maySetTextsAndALink() {
    FieldOverride override = FieldOverride.byName("Severity")
        .texts(new ValueText("page", "page", Colour.RED))
        .link(new Link("Playbook", "https://example.org"))
        .with("custom.width", 80);

    assertThat(override.properties().keySet())
        .containsExactly("mappings", "custom.cellOptions", "links", "custom.width");
  }

  @Test
  void link_withoutAddressOrTitle_throws() {
    assertThatThrownBy(() -> new Link("Playbook", " "))
        .hasMessage("link \"Playbook\": title or address is blank");
    assertThatThrownBy(() -> new Link("", "/d/x"))
        .hasMessage("link \"\": title or address is blank");
  }
}
