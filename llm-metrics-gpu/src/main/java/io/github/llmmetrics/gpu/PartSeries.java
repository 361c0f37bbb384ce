package io.github.llmmetrics.gpu;

import io.github.llmmetrics.instrument.GaugeCell;
import io.github.llmmetrics.instrument.GaugeFamily;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The series of the parts of one device: each is there as long as its part is. Confined as {@link DeviceSeries} is. */
final class PartSeries {

  private final String gpuId;
  private final GaugeFamily used;
  private final @Nullable GaugeFamily total;
  private final List<Row> rows = new ArrayList<>();

  PartSeries(String gpuId, GaugeFamily used, @Nullable GaugeFamily total) {
    this.gpuId = gpuId;
    this.used = used;
    this.total = total;
  }

  void publish(PartReadings read) {
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).isSeen = false;
    }
    for (int i = 0; i < read.count(); i++) {
      row(read.get(i)).set(read.get(i));
    }
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (!rows.get(i).isSeen) {
        rows.remove(i).remove();
      }
    }
  }

  /** Takes all out: nothing is known of any part. */
  void clear() {
    rows.forEach(Row::remove);
    rows.clear();
  }

  private Row row(PartReadings.Part part) {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.id.equals(part.id()) && row.detail.equals(part.detail())) {
        return row;
      }
    }
    Row row = new Row(part.id(), part.detail());
    rows.add(row);
    return row;
  }

  private final class Row {

    private final String id;
    private final String detail;
    private final String[] labels;
    private final GaugeCell usedCell;
    private final @Nullable GaugeCell totalCell;
    private boolean isSeen;

    private Row(String id, String detail) {
      this.id = id;
      this.detail = detail;
      this.labels = detail.isEmpty() ? new String[] {gpuId, id} : new String[] {gpuId, id, detail};
      this.usedCell = used.cell(labels);
      this.totalCell = total == null ? null : total.cell(labels);
    }

    private void set(PartReadings.Part part) {
      isSeen = true;
      usedCell.set(part.used());
      if (totalCell != null) {
        totalCell.set(part.total());
      }
    }

    private void remove() {
      used.remove(labels);
      if (total != null) {
        total.remove(labels);
      }
    }
  }
}
