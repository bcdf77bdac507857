/** The one command, {@code nodulens}: one class a subcommand, no logic. */
package org.nodulens.cli;
