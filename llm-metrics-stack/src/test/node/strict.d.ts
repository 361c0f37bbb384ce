// A dashboard as Grafana's own types have it, made strict: they leave a panel's options open, as a plugin may be unknown.
// Here each kind of panel that we write has the options of its plugin, and none else is allowed.
import type {
  AnnotationQuery,
  Dashboard,
  FieldConfig,
  FieldConfigSource,
  Panel,
  RowPanel,
  VariableModel,
} from '@grafana/schema/dist/esm/raw/dashboard/x/Dashboard_types.gen';
import type * as BarGauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as Gauge from '@grafana/schema/dist/esm/raw/composable/gauge/panelcfg/x/GaugePanelCfg_types.gen';
import type * as Heatmap from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type * as Stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as Table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as TimeSeries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import type * as Units from '@grafana/grafana-foundation-sdk/units';

// Enumerations as the literals that they are in JSON.
type Literal<T> = T extends string
  ? string extends T ? string : `${T}`
  : T extends number
    ? number extends T ? number : `${T}` extends `${infer N extends number}` ? N : never
    : T extends readonly (infer E)[]
      ? Literal<E>[]
      : T extends object ? { [K in keyof T]: Literal<T[K]> } : T;

type Unit =
  | (typeof Units)[keyof typeof Units]
  | `suffix:${string}`
  | `si:${string}`;

type Fields<Custom> = Omit<FieldConfigSource, 'defaults'> & {
  defaults: Omit<FieldConfig, 'custom' | 'unit'> & { unit: Unit; custom?: Partial<Custom> };
};

type Query = Omit<Dataquery, '_implementsDataqueryVariant'> & { refId: string };

type PanelOf<Type extends string, Options, Custom = Record<string, never>> = Omit<
  Panel,
  'type' | 'options' | 'fieldConfig' | 'targets'
> & { type: Type; options: Partial<Options>; fieldConfig: Fields<Custom>; targets: Query[] };

type AnyPanel =
  | PanelOf<'bargauge', BarGauge.Options>
  | PanelOf<'gauge', Gauge.Options>
  | PanelOf<'heatmap', Heatmap.Options, Heatmap.FieldConfig>
  | PanelOf<'stat', Stat.Options>
  | PanelOf<'table', Table.Options, Table.FieldConfig>
  | PanelOf<'timeseries', TimeSeries.Options, TimeSeries.FieldConfig>;

type Row = Omit<RowPanel, 'panels'> & { panels: AnyPanel[] };

// What the annotations of the Prometheus data source have besides, which Grafana's types leave out.
type Annotation = AnnotationQuery & {
  expr: string;
  step: string;
  titleFormat: string;
  textFormat: string;
  useValueForTime: boolean;
};

export type StrictDashboard = Literal<
  Omit<Dashboard, 'panels' | 'annotations' | 'templating' | 'snapshot' | 'schemaVersion'> & {
    uid: string;
    title: string;
    schemaVersion: 42;
    panels: (AnyPanel | Row)[];
    annotations: { list: Annotation[] };
    templating: { list: VariableModel[] };
  }
>;
