/** Files in TOML, read with a limit: the configuration and what a sensor was calibrated to. */
package smilet.device.toml;
