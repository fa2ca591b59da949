/**
 * The part of an address that names what is shown: #gaussian/-3,3.2/2 is outputs, then targets. It
 * holds no formula, so that no address has one compiled.
 */
export function link(name, { outputs, targets, formula }) {
  return formula ? `#${name}` : `#${name}/${outputs}/${targets}`;
}

/** What an address names, if the families can show it. */
export function linked(hash, families) {
  const [name, ...parts] = hash.slice(1).split('/');
  const [outputs, targets] = parts.map((part) => part.split(',').map(Number));
  const family = Object.hasOwn(families, name) ? families[name] : undefined;
  if (family?.presets[0].formula) {
    return parts.length === 0 ? { name } : undefined;
  }
  return family && parts.length === 2 && isPossible(family, outputs, targets)
    ? { name, state: { outputs, targets } }
    : undefined;
}

function isPossible(family, outputs, targets) {
  const columns = family.columns(outputs.length);
  return (
    family.presets.some(
      (preset) =>
        preset.outputs.length === outputs.length && preset.targets.length === targets.length,
    ) &&
    outputs.every((output, index) => output >= columns[index].min && output <= columns[index].max) &&
    targets.every((target) => family.isTarget(target, outputs.length))
  );
}
