/**
 * A folder of models that survives power cuts, bad models and old ones. {@link
 * smilet.shared.store.ModelStore} installs, activates and rolls back, on the desktop or on a
 * device; {@link smilet.shared.store.ModelTrial} tries new models there, and {@link
 * smilet.shared.store.TrustChange} changes whose models may run. It holds {@code
 * models/<SHA-256>.smilet}; a file {@code state}, which says what runs: the current model, those
 * before it and a trial that has begun; and a file {@code trust}, which says what may run: the keys
 * and the kind of device, the newest version seen, and the models that have proven themselves. Each
 * is only ever replaced whole. {@code lock} keeps two writers apart; {@code running} and {@code
 * running.lock} tell that a loop is alive, how many pixels its frames have, and which model it has
 * taken up.
 */
package smilet.shared.store;
