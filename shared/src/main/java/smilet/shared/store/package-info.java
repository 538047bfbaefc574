/**
 * A folder of models that survives power cuts. {@link smilet.shared.store.ModelStore} installs,
 * activates and rolls back, on the desktop or on a device, and always opens with a complete current
 * model. It holds {@code models/<SHA-256>.smilet} and a {@code state} file that names the current
 * model and those before it; both are only ever replaced whole. {@code lock} keeps two installs
 * apart; {@code running} and {@code running.lock} tell that a loop is alive, how many pixels its
 * frames have, and which model it has taken up.
 */
package smilet.shared.store;
