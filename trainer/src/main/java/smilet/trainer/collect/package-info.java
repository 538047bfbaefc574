/**
 * Brings frames that were captured on a device to this machine as a data set. Depends on {@code
 * flash} for ssh.
 */
package smilet.trainer.collect;
