package smilet.shared.random;

/**
 * Derives the seeds of random generators from the one seed that a user gives. Each use multiplies
 * by a salt and adds an index, such as the number of a face:
 *
 * <pre>mix(seed, salt, index) = seed · salt + index  (mod 2^64)</pre>
 *
 * A salt is odd, so that different seeds stay different. Uses with different salts draw different
 * numbers from the same seed; a new use takes an odd 64-bit number that is not in this table:
 *
 * <table>
 * <caption>Salts in use</caption>
 * <tr><th>use</th><th>salt</th><th>index</th></tr>
 * <tr><td>order of samples in training</td><td>{@link #GOLDEN_RATIO}</td><td>iteration</td></tr>
 * <tr><td>people to hold out</td><td>{@link #HELD_OUT}</td><td>person</td></tr>
 * <tr><td>augmentation of a face</td><td>{@link #GOLDEN_RATIO}</td><td>face</td></tr>
 * <tr><td>augmentation in an iteration, mixed from the face's seed</td>
 *     <td>{@link #SECOND_LEVEL}</td><td>iteration</td></tr>
 * <tr><td>initial weights</td><td>1</td><td>0</td></tr>
 * <tr><td>mouths of drawn faces</td><td>{@link #GOLDEN_RATIO}</td><td>face</td></tr>
 * <tr><td>heads and poses of drawn faces</td><td>{@link #DRAWN_FACES}</td>
 *     <td>person, face</td></tr>
 * <tr><td>candidates of a search</td><td>{@link #SEARCH}</td><td>0</td></tr>
 * <tr><td>inside a face painter</td><td>{@link #GOLDEN_RATIO}</td><td>0</td></tr>
 * </table>
 *
 * <p>Several old uses share a salt. They keep it, because another salt would change every model
 * that was trained and every face that was drawn with a given seed.
 */
public final class Seeds {
  /** 2^64 divided by the golden ratio, as an odd number: neighbouring seeds end up far apart. */
  public static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  /** Salt for mixing a seed that was mixed already (the first multiplier of SplitMix64). */
  public static final long SECOND_LEVEL = 0xbf58476d1ce4e5b9L;

  /** Salt of the people and poses in a folder of drawn faces: 2^16 + 1. */
  public static final long DRAWN_FACES = 0x10001;

  /**
   * Salt for the choice of people to hold out (the second multiplier of SplitMix64). It must differ
   * from that of the mouths of drawn faces: from the same seed, the held-out faces would be those
   * whose number, between 0 and 1, is small, and these are the frowns.
   */
  public static final long HELD_OUT = 0x94d049bb133111ebL;

  /** Salt of the candidates of a search: the first 64 bits of the square root of 2, made odd. */
  public static final long SEARCH = 0x6a09e667f3bcc909L;

  private Seeds() {}

  /** Returns {@code seed · salt + index}; see the class comment. */
  public static long mix(long seed, long salt, long index) {
    return seed * salt + index;
  }
}
