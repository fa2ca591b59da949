package dev.surprisal.runtime.kernel;

/**
 * What the logarithm of the gamma function is beside its leading terms, as a function of log n: log
 * &Gamma;(n) &minus; n log n + n, and its derivatives by log n. The function by itself would lose
 * their digits where n is large.
 *
 * <p>For n up to 1/e, from log &Gamma;(n) = log &Gamma;(1 + n) &minus; log n; beyond e&sup3;, from
 * Stirling's series; between, from polynomials. These are the Chebyshev interpolants of the
 * functions, computed with 60 digits, whose relative errors are below 2e-17.
 */
final class LogGammaRest {
  private static final double HALF_LOG_TWO_PI = 0x1.d67f1c864beb5p-1;

  /** Below this log n, n is small; from the other on, it is large. */
  private static final double LEAST = -1;

  private static final double MIDDLE = 1;

  private static final double LARGEST = 3;

  // B_2k / (2k (2k - 1)), of Stirling's series.
  private static final double[] STIRLING = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400
  };

  // log Gamma(1 + n) / n, digamma(1 + n) and trigamma(1 + n) for n in 0..1/e.
  private static final double[] LOG_GAMMA = {
    -0x1.c085dac0d3fa3p-2, 0x1.0702d8f454fb1p-3, -0x1.3be72ff596abbp-7, 0x1.07549afcda28ep-10,
    -0x1.f3a258a33f404p-14, 0x1.fab32269d992fp-17, -0x1.0b58f1b8f148fp-19, 0x1.219176e614304p-22,
    -0x1.3f7303e2de345p-25, 0x1.654439cc9a5e4p-28, -0x1.93da3742bd646p-31, 0x1.cc67a627afeafp-34,
    -0x1.0774fe372bf2fp-36, 0x1.3041ce803d1efp-39, -0x1.8223f57c4a0d7p-42, 0x1.c27f0c67a42fap-45,
  };

  private static final double[] DIGAMMA = {
    -0x1.3d046e46a97cbp-2, 0x1.e688cbe9f720cp-3, -0x1.a87aeae0f9189p-6, 0x1.d034eae54b2b8p-9,
    -0x1.10af78b5c85ebp-11, 0x1.49e5ac7e90d37p-14, -0x1.9483d4f0f47e2p-17, 0x1.f3462a682c4c7p-20,
    -0x1.3523d696347a7p-22, 0x1.7f7bfd4fdbdf6p-25, -0x1.dc237c248ccebp-28, 0x1.27c371e789b67p-30,
    -0x1.6f7e7eb813c21p-33, 0x1.c67d7fb66ede6p-36, -0x1.1a6b02e2b9c4cp-38, 0x1.871f39d922bd9p-41,
    -0x1.e61d18794f238p-44,
  };

  private static final double[] TRIGAMMA = {
    0x1.4aa2669ffdddfp0, -0x1.2076d3a8df6dcp-2, 0x1.d931166be44abp-5, -0x1.729e30cf8be5dp-7,
    0x1.183c46f2f29f7p-9, -0x1.9c5839d61efa8p-12, 0x1.28e1638ba9acfp-14, -0x1.a42a318525257p-17,
    0x1.252e3c4de81c8p-19, -0x1.94763311563a2p-22, 0x1.145588ea2a784p-24, -0x1.76a0b3aaa02a4p-27,
    0x1.f857ccc73d496p-30, -0x1.4f64bae5d102bp-32, 0x1.bea81ce5de138p-35, -0x1.4ea9a84b6d94ap-37,
    0x1.b99bb7fba61b6p-40,
  };

  // The function and its derivatives for log n in -1..1.
  private static final double[] LOW_VALUE = {
    1,
    -0x1.2788cfc6fb619p-1,
    0x1.155fe41b2cc6cp-5,
    -0x1.fc33ada77fe83p-8,
    0x1.1f74fa817a3f8p-12,
    0x1.9b5fe15484e5ap-12,
    -0x1.64e5a0a5e8767p-14,
    -0x1.2bc6d99f48849p-16,
    0x1.413030f0998e0p-17,
    0x1.1ce3f0602195cp-21,
    -0x1.002bd68420591p-20,
    0x1.aee0d9a81973bp-26,
    0x1.92791a7b4e940p-24,
    -0x1.050d956365104p-27,
    -0x1.406d986b7f508p-27,
    0x1.297b9d2625becp-30,
    0x1.024b8c1023799p-30,
    -0x1.049307726b0a4p-33,
    -0x1.8b9df0f909a63p-34,
    0x1.24c2016a6cf88p-37,
    0x1.abfc631bfb84cp-38,
  };

  private static final double[] LOW_SLOPE = {
    -0x1.2788cfc6fb619p-1, 0x1.155fe41b2cc6bp-4, -0x1.7d26c23d9fab0p-6, 0x1.1f74fa817db40p-10,
    0x1.011becd48756fp-9, -0x1.0bac387d59557p-11, -0x1.064dfe29720ccp-13, 0x1.41303153bc6cep-14,
    0x1.40803455390adp-18, -0x1.4036e17c9cbf1p-17, 0x1.2849417fe3ccep-22, 0x1.2ddd776b3348ap-20,
    -0x1.a8c67feda4cccp-24, -0x1.1892ab4d4dcf5p-23, 0x1.1a5778a7c3189p-26, 0x1.04a6e170d777cp-26,
    -0x1.2eaf16347ae95p-29, -0x1.ded72212ad9e8p-30, 0x1.1c4ec70c5b147p-32, 0x1.91270a38722a0p-33,
    -0x1.c45b25347ff61p-36, -0x1.c0b3d6e66902bp-37, 0x1.d47ddf9848b08p-40,
  };

  private static final double[] LOW_BEND = {
    0x1.155fe41b2cc6bp-4, -0x1.7d26c23d9fab0p-5, 0x1.af2f77c23daefp-9, 0x1.011becd4874cap-7,
    -0x1.4e97469ce065fp-9, -0x1.8974fd3e1230bp-11, 0x1.190a2b3605c98p-11, 0x1.4080343c6ea9cp-15,
    -0x1.683dc11474f8fp-14, 0x1.725b9ebfea9f2p-19, 0x1.9f110b949afa1p-17, -0x1.3e955d82a51e5p-20,
    -0x1.c7fb634788e19p-20, 0x1.ee25066a5f81cp-23, 0x1.e9870c9ed6e00p-23, -0x1.2f0c964678ca2p-25,
    -0x1.02752074f4fe4p-25, 0x1.4383cff208aefp-28, 0x1.07b533d9bd060p-28, -0x1.31943d031b5bfp-31,
    -0x1.dac6750fba880p-32, 0x1.e2d274837e962p-35, 0x1.1271ef4553850p-35, -0x1.e7711d83c961bp-39,
  };

  // The same for log n in 1..3.
  private static final double[] HIGH_VALUE = {
    -0x1.1ddc83835ddb9p-4, -0x1.05c389b3fd1fcp-1, 0x1.6f8dbfc6145d4p-8, -0x1.e4cedf7b7d384p-10,
    0x1.d54f17b803a94p-12, -0x1.536151ca1ab4ep-14, 0x1.3b780bc9efa92p-17, 0x1.1955c47f1a699p-22,
    -0x1.27d455ba08cc3p-21, 0x1.9d815af9a5172p-23, -0x1.60d6de6dedaf6p-25, 0x1.d4b254f5bcebbp-29,
    0x1.b540972715aecp-30, -0x1.f1c38810a724ep-31, 0x1.0827db9872067p-32, -0x1.89a810029437cp-36,
    -0x1.a4e13537eac1fp-37, 0x1.fd9e4fe501d4cp-38, -0x1.c05978cbe8aaap-40, -0x1.1ab17d806c992p-42,
    0x1.7013ea7e46e82p-43,
  };

  private static final double[] HIGH_SLOPE = {
    -0x1.05c389b3fd1fcp-1, 0x1.6f8dbfc6145d5p-7, -0x1.6b9b279c9dde2p-8, 0x1.d54f17b8039a1p-10,
    -0x1.a839a63cbc39fp-12, 0x1.d93411af0cc74p-15, 0x1.ec56194ffe4f8p-20, -0x1.27d455c453b63p-18,
    0x1.d1317c4de97e7p-20, -0x1.b90c92fc8bd7bp-22, 0x1.423f98f10b2c3p-25, 0x1.47efea7261baep-26,
    -0x1.949f118c20fd4p-27, 0x1.ce4cc04bee742p-29, -0x1.68162e831dd3dp-32, -0x1.a54f1e1010399p-33,
    0x1.fd4fedf84a932p-34, -0x1.f68efe3484040p-36, -0x1.43f03d893042fp-40, 0x1.c8cf5564db4f2p-39,
    -0x1.abaeaf534131dp-41,
  };

  private static final double[] HIGH_BEND = {
    0x1.6f8dbfc6145d4p-7, -0x1.6b9b279c9dde0p-7, 0x1.5ffb51ca02c09p-8, -0x1.a839a63cbcdf4p-10,
    0x1.27c08b0d4b751p-12, 0x1.714093066cee1p-17, -0x1.02d9caffea1efp-15, 0x1.d1317bc45a3c6p-17,
    -0x1.f02e2a39dca09p-19, 0x1.92cff41bdb4f6p-22, 0x1.c2eafacbc39edp-23, -0x1.2f7ae32beb67cp-23,
    0x1.77957e730c007p-25, -0x1.3a00e096253a8p-28, -0x1.8a67e196a6a18p-29, 0x1.f6f6c428087b1p-30,
    -0x1.0b756440180b7p-31, -0x1.846b26cf575e5p-44, 0x1.0452a0ca7766ap-34, -0x1.be7ee3ddbf03cp-36,
    0x1.4e76d657116aep-39, 0x1.2c5597ed8a6b0p-39, -0x1.7d1c492ada9ebp-41,
  };

  private LogGammaRest() {}

  /** log &Gamma;(n) &minus; n log n + n. */
  static double value(double logN) {
    if (logN < LEAST) {
      double n = Math.exp(logN);
      return n * (polynomial(LOG_GAMMA, ofSmall(n)) + 1) - (1 + n) * logN;
    }
    if (logN < LARGEST) {
      return between(logN, LOW_VALUE, HIGH_VALUE);
    }
    return HALF_LOG_TWO_PI - logN / 2 + stirling(Math.exp(-logN));
  }

  /** Its derivative by log n, n (digamma(n) &minus; log n). */
  static double slope(double logN) {
    if (logN < LEAST) {
      double n = Math.exp(logN);
      return n * (polynomial(DIGAMMA, ofSmall(n)) - logN) - 1;
    }
    if (logN < LARGEST) {
      return between(logN, LOW_SLOPE, HIGH_SLOPE);
    }
    double x = Math.exp(-logN);
    double square = x * x;
    double sum = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      sum = sum * square - (2 * k + 1) * STIRLING[k];
    }
    return sum * x - 0.5;
  }

  /** Its second derivative by log n. */
  static double bend(double logN) {
    if (logN < LEAST) {
      double n = Math.exp(logN);
      double t = ofSmall(n);
      return n * (polynomial(DIGAMMA, t) - logN + (n * polynomial(TRIGAMMA, t) - 1));
    }
    if (logN < LARGEST) {
      return between(logN, LOW_BEND, HIGH_BEND);
    }
    double x = Math.exp(-logN);
    double square = x * x;
    double sum = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      sum = sum * square + (2 * k + 1) * (2 * k + 1) * STIRLING[k];
    }
    return sum * x;
  }

  /** log y! of a whole y: that of the product or, where that is large, by Stirling's series. */
  static double logFactorial(double y) {
    if (y > 20) {
      return (y + 0.5) * Math.log(y) - y + HALF_LOG_TWO_PI + stirling(1 / y);
    }
    double product = 1;
    for (int j = 2; j <= y; j++) {
      product *= j;
    }
    return Math.log(product);
  }

  /** Stirling's series, of 1/n for an n of 20 or more. */
  static double stirling(double x) {
    double square = x * x;
    double sum = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      sum = sum * square + STIRLING[k];
    }
    return sum * x;
  }

  /** 0..1/e as &minus;1..1. */
  private static double ofSmall(double n) {
    return n * (2 * Math.E) - 1;
  }

  private static double between(double logN, double[] low, double[] high) {
    return logN < MIDDLE ? polynomial(low, logN) : polynomial(high, logN - 2);
  }

  static double polynomial(double[] coefficients, double t) {
    double sum = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) {
      sum = sum * t + coefficients[k];
    }
    return sum;
  }
}
