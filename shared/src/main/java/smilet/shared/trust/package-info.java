/**
 * Whose signatures count: the keys that a device trusts, and the signed lists that replace them. A
 * list is signed by a key that was trusted before it, so a device follows the lists from the keys
 * that it was given at first to those that count now, and a key that a list leaves out is revoked.
 * It depends on the keys of {@code file} and knows neither models nor stores.
 */
package smilet.shared.trust;
