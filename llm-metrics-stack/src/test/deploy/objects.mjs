// Checks each file that is named against the schema of its kind, as the operator publishes it.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

for (const file of process.argv.slice(2)) {
  const object = parse(readFileSync(file, 'utf8'));
  const [group, version] = object.apiVersion.split('/');
  const kind = await import(
    `@kubernetes-models/prometheus-operator/${group}/${version}/${object.kind}`
  );
  try {
    new kind[object.kind](object).validate();
    console.log(`${object.kind} is valid`);
  } catch (error) {
    console.log(`${object.kind}: ${error.message}`);
    process.exitCode = 1;
  }
}
