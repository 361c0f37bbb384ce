package io.github.llmmetrics.stack.grafana;

import io.github.llmmetrics.stack.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Grafana dashboard. It has a variable for its data source beside its own.
 *
 * <pre>{@code
 * String json = Dashboard.named("chat", "Chat service")
 *     .describedAs("What the chat service does.")
 *     .tags("llm")
 *     .row(Row.of("Traffic", requests, latency))
 *     .build()
 *     .toJson();
 * }</pre>
 *
 * @param uid unique in a Grafana, and a part of the address
 * @param title what a person reads
 * @param description whom it is for, and what it answers
 * @param tags by which it is found
 * @param refresh how often it asks anew, such as {@code 30s}
 * @param from where its time range begins, such as {@code now-1h}; it ends now
 * @param links to other dashboards
 * @param variables that its queries use
 * @param annotations marks on its time series
 * @param rows its panels
 */
public record Dashboard(
    String uid,
    String title,
    String description,
    List<String> tags,
    String refresh,
    String from,
    List<DashboardLink> links,
    List<Variable> variables,
    List<Annotation> annotations,
    List<Row> rows) {

  /** The version of Grafana's dashboard model that this writes. */
  public static final int SCHEMA_VERSION = 42;

  /**
   * Checks that the dashboard is whole.
   *
   * @param uid at most 40 letters, digits, hyphens and underscores
   * @param title not blank
   * @param description not blank
   * @param tags by which it is found
   * @param refresh how often it asks anew
   * @param from where its time range begins
   * @param links to other dashboards
   * @param variables all that the queries use
   * @param annotations marks on its time series
   * @param rows one or more, with panels of different titles
   */
  public Dashboard {
    tags = List.copyOf(tags);
    links = List.copyOf(links);
    variables = List.copyOf(variables);
    annotations = List.copyOf(annotations);
    rows = List.copyOf(rows);
    DashboardChecks.requireTexts(uid, title, description);
    DashboardChecks.requireDistinct(uid, variables, rows);
    DashboardChecks.requireDeclared(uid, variables, annotations, rows);
  }

  /**
   * Begins a dashboard.
   *
   * @param uid unique in a Grafana
   * @param title what a person reads
   * @return a builder
   */
  public static Builder named(String uid, String title) {
    return new Builder(uid, title);
  }

  /**
   * All its panels.
   *
   * @return in the order of reading
   */
  public Stream<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream());
  }

  /**
   * The dashboard as Grafana imports and provisions it.
   *
   * @return JSON, ending with a line break
   */
  public String toJson() {
    return Json.text(tree());
  }

  private Map<String, Object> tree() {
    return Tree.of("uid", uid)
        .with("title", title)
        .with("description", description)
        .with("tags", tags)
        .with("schemaVersion", SCHEMA_VERSION)
        .with("editable", false)
        .with("graphTooltip", 1)
        .with("refresh", refresh)
        .with("time", Tree.of("from", from).with("to", "now").map())
        .with("timezone", "browser")
        .with("links", links.stream().map(DashboardLink::tree).toList())
        .with("templating", Tree.of("list", variableTrees()).map())
        .with(
            "annotations",
            Tree.of("list", annotations.stream().map(Annotation::tree).toList()).map())
        .with("panels", PanelTrees.of(rows))
        .map();
  }

  private List<Map<String, Object>> variableTrees() {
    return Stream.concat(Stream.of(DataSource.variable()), variables.stream().map(Variable::tree))
        .toList();
  }

  /** Collects a dashboard's parts. Not thread-safe. */
  public static final class Builder {
    private final String uid;
    private final String title;
    private String description = "";
    private List<String> tags = List.of();
    private String refresh = "30s";
    private String from = "now-1h";
    private final List<DashboardLink> links = new ArrayList<>();
    private List<Variable> variables = List.of();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private Builder(String uid, String title) {
      this.uid = uid;
      this.title = title;
    }

    /**
     * Says whom it is for, and what it answers. Required.
     *
     * @param description not blank
     * @return this
     */
    public Builder describedAs(String description) {
      this.description = description;
      return this;
    }

    /**
     * Sets the tags by which it is found. Default: none.
     *
     * @param tags in any order
     * @return this
     */
    public Builder tags(String... tags) {
      this.tags = List.of(tags);
      return this;
    }

    /**
     * Sets how often it asks anew. Default: {@code 30s}.
     *
     * @param refresh as Grafana writes it
     * @return this
     */
    public Builder refresh(String refresh) {
      this.refresh = refresh;
      return this;
    }

    /**
     * Sets where its time range begins. Default: {@code now-1h}.
     *
     * @param from as Grafana writes it
     * @return this
     */
    public Builder from(String from) {
      this.from = from;
      return this;
    }

    /**
     * Adds links to other dashboards. Default: none.
     *
     * @param link to the dashboards with a tag
     * @return this
     */
    public Builder link(DashboardLink link) {
      links.add(link);
      return this;
    }

    /**
     * Sets the variables that its queries use. Default: none but the data source.
     *
     * @param variables in the order of their dependence
     * @return this
     */
    public Builder variables(List<Variable> variables) {
      this.variables = variables;
      return this;
    }

    /**
     * Adds marks on its time series. Default: none.
     *
     * @param annotation when there is a mark
     * @return this
     */
    public Builder annotation(Annotation annotation) {
      annotations.add(annotation);
      return this;
    }

    /**
     * Adds panels. One row at least is required.
     *
     * @param row panels under a title
     * @return this
     */
    public Builder row(Row row) {
      rows.add(row);
      return this;
    }

    /**
     * Makes the dashboard.
     *
     * @return the dashboard
     * @throws IllegalArgumentException if something is missing, double or undeclared
     */
    public Dashboard build() {
      return new Dashboard(
          uid, title, description, tags, refresh, from, links, variables, annotations, rows);
    }
  }
}
