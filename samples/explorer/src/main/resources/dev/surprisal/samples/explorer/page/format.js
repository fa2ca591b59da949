const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const MOST_DIGITS = 1e6;

/**
 * A number with a fixed count of decimals, a true minus, and no sign where it shows as zero. A huge
 * one is a power of ten; what no double can hold, which the server sends as nothing, is a dash.
 */
export function fixed(number, decimals) {
  if (number === null || number === undefined) {
    return '–';
  }
  if (Math.abs(number) >= MOST_DIGITS) {
    return (number < 0 ? '−' : '') + power(Math.abs(number));
  }
  const text = Math.abs(number).toFixed(decimals);
  return number < 0 && Number(text) !== 0 ? '−' + text : text;
}

/** A number as short as it can be written: targets and their weights. */
export function short(number) {
  return String(Number(number.toFixed(2)));
}

/** A number that may be huge. */
export function large(number) {
  if (number < MOST_DIGITS) {
    const decimals = number < 1000 ? 2 : 0;
    return number.toLocaleString('en', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  }
  return power(number);
}

function power(number) {
  const [digits, exponent] = number.toExponential(1).split('e+');
  return `${digits} × 10${[...exponent].map((digit) => SUPERSCRIPTS[digit]).join('')}`;
}
