import { columns, valueBench } from './value.js';

const COUNTS = [0, 1, 2, 3, 5, 8];
const AMOUNTS = [0, 0.5, 1, 2, 4];
const POSITIVE = [0.2, 0.5, 1, 2, 4];
/** Those that were outlived are negative. */
const TIMES = [0.5, 1, 2, 4, -0.5, -1, -2, -4];
const REALS = [-2, -1, 0, 1, 2];
const SHARES = [0.05, 0.2, 0.5, 0.8, 0.95];

/** A family of the server's Values; presets have a name, outputs and a target. */
function family(outputs, targets, predictions, text, ...presets) {
  return familyNamed(undefined, outputs, targets, predictions, text, ...presets);
}

/** One whose targets have names that are not their numbers. */
function familyNamed(named, outputs, targets, predictions, text, ...presets) {
  const about = { outputs, targets, named, predictions: predictions.map(titled), text };
  return {
    bench: (_, changed) => valueBench(about, changed),
    columns: () => columns(outputs),
    isTarget: (target) => targets.includes(target),
    presets: presets.map(([name, emitted, target]) => ({ name, outputs: emitted, targets: [target] })),
  };
}

function titled(prediction) {
  return { title: prediction, note: 'predicted' };
}

/** As tables of survival have them: 2+ was outlived. */
function time(target) {
  return target < 0 ? `${-target}+` : `${target}`;
}

/** Distributions of one number, by the names that the server has for them. */
export const values = {
  poisson: family(
    ['log-rate'],
    COUNTS,
    ['Rate'],
    'how often it happened',
    ['Too few expected', [0], 5],
    ['As many as expected', [1.6], 5],
    ['None came', [1.6], 0],
  ),
  negativebinomial: family(
    ['log-mean', 'log-size'],
    COUNTS,
    ['Mean', 'Size'],
    'how often it happened; the smaller the size, the more it varies',
    ['Far off, but it knew', [0, -1], 8],
    ['Far off, as if Poisson', [0, 4], 8],
  ),
  binomial: family(
    ['log-odds'],
    [0, 2, 5, 8, 10],
    ['Probability'],
    'how many of 10 times it happened',
    ['Half of them, or eight', [0], 8],
    ['Eight of ten', [1.4], 8],
  ),
  tweedie: family(
    ['log-mean'],
    AMOUNTS,
    ['Mean'],
    'an amount that may be exactly 0',
    ['Nothing, against what was expected', [0], 0],
    ['More than expected', [0], 4],
  ),
  gamma: family(
    ['log-mean', 'log-shape'],
    POSITIVE,
    ['Mean', 'Shape'],
    'an amount; the larger the shape, the less it varies',
    ['A little off', [0, 1], 2],
    ['Too sure of it', [0, 3], 2],
  ),
  inversegaussian: family(
    ['log-mean', 'log-shape'],
    POSITIVE,
    ['Mean', 'Shape'],
    'an amount with a heavy tail',
    ['A little off', [0, 1], 2],
    ['Near nothing', [0, 1], 0.2],
  ),
  lognormal: family(
    ['log-median', 'log-variance'],
    POSITIVE,
    ['Median', 'Variance'],
    'an amount, of which the logarithm is Gaussian',
    ['A little off', [0, 0], 2],
    ['Too sure of it', [0, -3], 2],
  ),
  weibull: family(
    ['log-scale', 'log-shape'],
    POSITIVE,
    ['Scale', 'Shape'],
    'a time until something fails',
    ['It lasted longer', [0, 0.5], 2],
    ['It failed at once', [0, 0.5], 0.2],
  ),
  survival: familyNamed(
    time,
    ['log-scale', 'log-shape'],
    TIMES,
    ['Scale', 'Shape'],
    'a time until something fails; 2+ had not failed by then, and costs the less the longer it was expected to last',
    ['Failed at 2', [0, 0.5], 2],
    ['Not failed by 2', [0, 0.5], -2],
    ['Not failed, as expected', [2, 0.5], -2],
  ),
  beta: family(
    ['log-odds', 'log-precision'],
    SHARES,
    ['Mean', 'Precision'],
    'a share between 0 and 1',
    ['A little off', [0, 1], 0.8],
    ['Too sure of it', [0, 4], 0.8],
  ),
  laplace: family(
    ['median'],
    REALS,
    ['Median'],
    'a number with outliers; the gradient does not grow with the distance',
    ['A little off', [0.5], 1],
    ['Far off', [-3], 2],
  ),
  scaledlaplace: family(
    ['median', 'log-scale'],
    REALS,
    ['Median', 'Scale'],
    'a number with outliers, and how far off it is to be expected',
    ['A little off', [0.5, 0], 1],
    ['Far off, but it knew', [-3, 1.5], 2],
    ['Too sure of it', [0.5, -3], 1],
  ),
  quantile: family(
    ['nine of ten'],
    REALS,
    ['Quantile'],
    'a number that is to lie below the output nine times of ten',
    ['Above it', [2], 0],
    ['Below it', [-1], 1],
  ),
  studentt: family(
    ['location', 'log-square of scale'],
    REALS,
    ['Location', 'Scale²'],
    'a number with wild outliers: the farther off, the less it counts',
    ['A little off', [0.5, 0], 1],
    ['Far off', [-4, -2], 2],
  ),
  floored: family(
    ['mean', 'log-variance'],
    REALS,
    ['Mean', 'Variance'],
    'a number, of a variance of ¼ and what is learned: an exact hit cannot make it smaller',
    ['Exactly right', [1, 0], 1],
    ['Exactly right, at the floor', [1, -4], 1],
    ['Far off', [-3, -4], 2],
  ),
  mixture: family(
    ['logit 1', 'logit 2', 'mean 1', 'mean 2', 'log-var 1', 'log-var 2'],
    REALS,
    ['Weight 1', 'Weight 2', 'Mean 1', 'Mean 2', 'Variance 1', 'Variance 2'],
    'a number that two bells describe together',
    ['Nearer to one of two bells', [0, 0, -2, 2, 0, 0], 1],
    ['Between the two', [0, 0, -2, 2, 0, 0], 0],
    ['Under the smaller one', [2, 0, -2, 2, 0, 0], 2],
    ['Two that are the same', [0, 0, 0, 0, 0, 0], 1],
  ),
  focal: family(
    ['log-odds'],
    [0, 1],
    ['Probability'],
    'a yes or no; what is nearly certain counts less than its surprisal, by (1 − p)²',
    ['Unsure', [0], 1],
    ['Right', [3], 1],
    ['Wrong', [-3], 1],
  ),
  ordinal: family(
    ['above 0', 'above 1', 'above 2'],
    [0, 1, 2, 3],
    ['Above 0', 'Above 1', 'Above 2'],
    'one of four classes that have an order; logits of classes beyond it do not count',
    ['Reached the second', [1, 0, -1], 1],
    ['Reached the last', [1, 0, -1], 3],
  ),
};
